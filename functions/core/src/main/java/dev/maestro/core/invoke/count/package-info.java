/** Skills that count shapes. */
@NullMarked
package dev.maestro.core.invoke.count;

import org.jspecify.annotations.NullMarked;

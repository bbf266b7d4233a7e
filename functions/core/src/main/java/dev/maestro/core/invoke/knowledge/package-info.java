/** Skills that look facts up. */
@NullMarked
package dev.maestro.core.invoke.knowledge;

import org.jspecify.annotations.NullMarked;

/** Skills that look cells up in tables. */
@NullMarked
package dev.maestro.core.invoke.table;

import org.jspecify.annotations.NullMarked;

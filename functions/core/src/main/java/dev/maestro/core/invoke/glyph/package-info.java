/** Skills about single letters. */
@NullMarked
package dev.maestro.core.invoke.glyph;

import org.jspecify.annotations.NullMarked;

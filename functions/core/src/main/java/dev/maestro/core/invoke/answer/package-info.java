/** Skills that let a general model answer by itself. */
@NullMarked
package dev.maestro.core.invoke.answer;

import org.jspecify.annotations.NullMarked;

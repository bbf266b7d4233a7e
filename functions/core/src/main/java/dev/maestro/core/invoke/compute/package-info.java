/** Skills that compute an answer from the question and what was read before. */
@NullMarked
package dev.maestro.core.invoke.compute;

import org.jspecify.annotations.NullMarked;

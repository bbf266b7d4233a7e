/** Skills that find a value by its label, on documents of usual and of very high resolution. */
@NullMarked
package dev.maestro.core.invoke.document;

import org.jspecify.annotations.NullMarked;

/** Skills that read all the text of a picture. */
@NullMarked
package dev.maestro.core.invoke.read;

import org.jspecify.annotations.NullMarked;

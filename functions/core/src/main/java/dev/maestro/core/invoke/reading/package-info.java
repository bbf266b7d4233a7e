/** Text with its place on the page: lines, rows and cells. */
@NullMarked
package dev.maestro.core.invoke.reading;

import org.jspecify.annotations.NullMarked;

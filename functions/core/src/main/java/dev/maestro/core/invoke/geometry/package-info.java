/** Skills about lines, circles, squares, grids and drawn figures. */
@NullMarked
package dev.maestro.core.invoke.geometry;

import org.jspecify.annotations.NullMarked;

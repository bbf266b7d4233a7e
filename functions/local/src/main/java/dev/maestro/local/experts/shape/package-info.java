/** Two ways to find shapes, lines and bars. */
@NullMarked
package dev.maestro.local.experts.shape;

import org.jspecify.annotations.NullMarked;

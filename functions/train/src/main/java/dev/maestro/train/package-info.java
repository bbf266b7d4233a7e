/** The train function: one step of the flow. */
@NullMarked
package dev.maestro.train;

import org.jspecify.annotations.NullMarked;

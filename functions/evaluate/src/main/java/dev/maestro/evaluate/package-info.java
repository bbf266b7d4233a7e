/** The evaluate function: one step of the flow. */
@NullMarked
package dev.maestro.evaluate;

import org.jspecify.annotations.NullMarked;

/** The decide function: one step of the flow. */
@NullMarked
package dev.maestro.decide;

import org.jspecify.annotations.NullMarked;

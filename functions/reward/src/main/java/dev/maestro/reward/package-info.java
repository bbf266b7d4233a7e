/** The reward function: one step of the flow. */
@NullMarked
package dev.maestro.reward;

import org.jspecify.annotations.NullMarked;

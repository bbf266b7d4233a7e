/** Scorers, and the reward of an ended episode. */
@NullMarked
package dev.maestro.core.reward;

import org.jspecify.annotations.NullMarked;

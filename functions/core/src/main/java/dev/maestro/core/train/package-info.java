/** Learning from rewarded episodes: trajectories, groups, the GRPO update, checkpoints, and the outcome log. */
@NullMarked
package dev.maestro.core.train;

import org.jspecify.annotations.NullMarked;

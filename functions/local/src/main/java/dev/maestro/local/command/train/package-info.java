/** The command {@code train}: from rollouts through the flow, from outcome logs, or from the topic. */
@NullMarked
package dev.maestro.local.command.train;

import org.jspecify.annotations.NullMarked;

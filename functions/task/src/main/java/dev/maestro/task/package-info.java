/** The task function: one step of the flow. */
@NullMarked
package dev.maestro.task;

import org.jspecify.annotations.NullMarked;

/** The run itself: many items at once through the flow, resumable, under a budget, into an item log. */
@NullMarked
package dev.maestro.core.evaluate.batch;

import org.jspecify.annotations.NullMarked;

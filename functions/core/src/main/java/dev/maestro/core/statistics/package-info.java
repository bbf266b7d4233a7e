/** Intervals and other small statistics. */
@NullMarked
package dev.maestro.core.statistics;

import org.jspecify.annotations.NullMarked;

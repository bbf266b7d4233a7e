/** Bar charts, honest and lying, over the numbers that tables have too. */
@NullMarked
package dev.maestro.lab.tasks.chart;

import org.jspecify.annotations.NullMarked;

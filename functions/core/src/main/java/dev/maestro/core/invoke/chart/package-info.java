/** Skills that read charts. */
@NullMarked
package dev.maestro.core.invoke.chart;

import org.jspecify.annotations.NullMarked;

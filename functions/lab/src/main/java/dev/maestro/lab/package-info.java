/** Generated tasks, stub experts and recorded traffic, for local runs, benchmarks and tests. */
@NullMarked
package dev.maestro.lab;

import org.jspecify.annotations.NullMarked;

/** Seeded question-and-picture tasks with known answers, and the benchmark folder layout they are kept in. */
@NullMarked
package dev.maestro.lab.tasks;

import org.jspecify.annotations.NullMarked;

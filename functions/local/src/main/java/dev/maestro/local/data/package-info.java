/** Benchmarks in the forms in which they are published, brought into the layout of an items folder. */
@NullMarked
package dev.maestro.local.data;

import org.jspecify.annotations.NullMarked;

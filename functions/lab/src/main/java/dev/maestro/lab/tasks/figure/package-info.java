/** Drawn figures: crossings, paths, nested shapes, and geometry whose labels must be read. */
@NullMarked
package dev.maestro.lab.tasks.figure;

import org.jspecify.annotations.NullMarked;

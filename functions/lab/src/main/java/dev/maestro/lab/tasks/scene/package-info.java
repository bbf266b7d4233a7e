/** Scattered shapes: to be counted, or spoken of by statements, and cells of blood. */
@NullMarked
package dev.maestro.lab.tasks.scene;

import org.jspecify.annotations.NullMarked;

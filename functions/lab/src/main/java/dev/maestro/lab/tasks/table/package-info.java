/** Tables, and problems told over small ones. */
@NullMarked
package dev.maestro.lab.tasks.table;

import org.jspecify.annotations.NullMarked;

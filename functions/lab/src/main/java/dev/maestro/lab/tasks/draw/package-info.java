/** Drawing that gives the same pixels on every machine: no platform font, no native text, no platform trigonometry. */
@NullMarked
package dev.maestro.lab.tasks.draw;

import org.jspecify.annotations.NullMarked;

/** Items of a benchmark folder: read line by line, checked, chosen by half and number. */
@NullMarked
package dev.maestro.core.evaluate.item;

import org.jspecify.annotations.NullMarked;

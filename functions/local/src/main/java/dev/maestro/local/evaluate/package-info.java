/** Runs evaluations from a command. */
@NullMarked
package dev.maestro.local.evaluate;

import org.jspecify.annotations.NullMarked;

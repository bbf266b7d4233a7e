/** Servers that play large models from recordings, so that the whole flow runs without one. */
@NullMarked
package dev.maestro.local.recorded;

import org.jspecify.annotations.NullMarked;

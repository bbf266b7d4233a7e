/** Servers that answer from recordings, so that clients of large models are tested without one. */
@NullMarked
package dev.maestro.lab.traffic;

import org.jspecify.annotations.NullMarked;

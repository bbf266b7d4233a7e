/** Traces and metrics of the flow: one trace an episode, kept locally whether or not it is exported. */
@NullMarked
package dev.maestro.runtime.telemetry;

import org.jspecify.annotations.NullMarked;

/** Runs pairs once over calibration tasks and keeps what came of it. */
@NullMarked
package dev.maestro.local.calibrate;

import org.jspecify.annotations.NullMarked;

/** Every pair run once on tasks, kept as calibration data or in an outcome log. */
@NullMarked
package dev.maestro.local.command.calibrate;

import org.jspecify.annotations.NullMarked;

/** What learning adds to calibration, measured over outcome logs: the tables of the training stage's design page. */
@NullMarked
package dev.maestro.local.study;

import org.jspecify.annotations.NullMarked;

/** The report of an evaluation for people: one page that needs nothing else, on screen and on paper. */
@NullMarked
package dev.maestro.report;

import org.jspecify.annotations.NullMarked;

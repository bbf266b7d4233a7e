/** What is to be run: which policies on which items, under which pass rules, by command or by event. */
@NullMarked
package dev.maestro.core.evaluate.plan;

import org.jspecify.annotations.NullMarked;

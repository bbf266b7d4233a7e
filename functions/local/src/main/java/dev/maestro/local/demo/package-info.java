/** Answers generated tasks through the flow and reports how good the answers were. */
@NullMarked
package dev.maestro.local.demo;

import org.jspecify.annotations.NullMarked;

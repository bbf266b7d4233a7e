/** The invoke function: one step of the flow. */
@NullMarked
package dev.maestro.invoke;

import org.jspecify.annotations.NullMarked;

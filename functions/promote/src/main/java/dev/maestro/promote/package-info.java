/** The promote function: one step of the flow. */
@NullMarked
package dev.maestro.promote;

import org.jspecify.annotations.NullMarked;

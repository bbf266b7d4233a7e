/** The gateway function: one step of the flow. */
@NullMarked
package dev.maestro.gateway;

import org.jspecify.annotations.NullMarked;

/** The facts that travel between functions, one record an event. */
@NullMarked
package dev.maestro.schema.event;

import org.jspecify.annotations.NullMarked;

/** The way to the broker, in bounded time. */
@NullMarked
package dev.maestro.gateway.publish;

import org.jspecify.annotations.NullMarked;

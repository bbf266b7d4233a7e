/** The event flow under the clock: our lanes beside two hops written by hand. */
@NullMarked
package dev.maestro.local.bench;

import org.jspecify.annotations.NullMarked;

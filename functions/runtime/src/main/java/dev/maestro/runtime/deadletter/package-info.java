/** What could not be handled: kept whole, listed, shown and replayed. */
@NullMarked
package dev.maestro.runtime.deadletter;

import org.jspecify.annotations.NullMarked;

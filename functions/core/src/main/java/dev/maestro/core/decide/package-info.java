/** Policies, and what follows from their decisions. */
@NullMarked
package dev.maestro.core.decide;

import org.jspecify.annotations.NullMarked;

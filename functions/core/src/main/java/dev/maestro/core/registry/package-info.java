/** A registry snapshot: look-ups by id or alias, and the pairs that may be used. */
@NullMarked
package dev.maestro.core.registry;

import org.jspecify.annotations.NullMarked;

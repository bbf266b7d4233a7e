/** Registry snapshots in the object store, and which of them is current. */
@NullMarked
package dev.maestro.runtime.registry;

import org.jspecify.annotations.NullMarked;

/** The object store as a folder, and the journal on top of it. */
@NullMarked
package dev.maestro.runtime.store;

import org.jspecify.annotations.NullMarked;

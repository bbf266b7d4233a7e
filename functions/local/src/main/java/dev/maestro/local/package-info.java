/** Every function in one process, with its own broker and model server. */
@NullMarked
package dev.maestro.local;

import org.jspecify.annotations.NullMarked;

/** Skills that write or run code; it is run by an expert with a sandbox, never here. */
@NullMarked
package dev.maestro.core.invoke.code;

import org.jspecify.annotations.NullMarked;

/** What the flow and its functions take, and the caches that functions start with. */
@NullMarked
package dev.maestro.local.command.bench;

import org.jspecify.annotations.NullMarked;

/** How much a function costs until it handled its first event, and the AOT cache that lowers it. */
@NullMarked
package dev.maestro.local.bench.startup;

import org.jspecify.annotations.NullMarked;

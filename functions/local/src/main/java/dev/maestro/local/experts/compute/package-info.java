/** Calculator and element facts. */
@NullMarked
package dev.maestro.local.experts.compute;

import org.jspecify.annotations.NullMarked;

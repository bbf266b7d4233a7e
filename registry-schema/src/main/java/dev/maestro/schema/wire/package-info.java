/** The values that events carry: tasks, episodes, steps, calls and what came of them. */
@NullMarked
package dev.maestro.schema.wire;

import org.jspecify.annotations.NullMarked;

/** A batch of tasks through the same flow as users' questions, and the report of what came of it. */
@NullMarked
package dev.maestro.core.evaluate;

import org.jspecify.annotations.NullMarked;

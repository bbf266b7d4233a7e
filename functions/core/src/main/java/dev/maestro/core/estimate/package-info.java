/** What calibrations say of pairs on a task: success, cost, and what may follow. Knows nothing of policies. */
@NullMarked
package dev.maestro.core.estimate;

import org.jspecify.annotations.NullMarked;

/** Whether two formulas mean the same: a small, bounded algebra in plain Java. */
@NullMarked
package dev.maestro.core.reward.formula;

import org.jspecify.annotations.NullMarked;

/** Calls, their budgets, and the skills that run them. */
@NullMarked
package dev.maestro.core.invoke;

import org.jspecify.annotations.NullMarked;

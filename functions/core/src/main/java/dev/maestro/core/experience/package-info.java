/** What a policy remembers of rewarded episodes: attempts at tasks, and what they say of a task like them. */
@NullMarked
package dev.maestro.core.experience;

import org.jspecify.annotations.NullMarked;

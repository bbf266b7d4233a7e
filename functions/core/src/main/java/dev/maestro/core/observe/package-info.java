/** What the policy sees of an episode. */
@NullMarked
package dev.maestro.core.observe;

import org.jspecify.annotations.NullMarked;

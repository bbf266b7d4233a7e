/** Text with tags, in time linear in its length. */
@NullMarked
package dev.maestro.core.reward.text;

import org.jspecify.annotations.NullMarked;

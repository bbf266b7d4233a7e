/** A question as its client chose it: checked, remembered, and given its task and episodes. */
@NullMarked
package dev.maestro.gateway.submission;

import org.jspecify.annotations.NullMarked;

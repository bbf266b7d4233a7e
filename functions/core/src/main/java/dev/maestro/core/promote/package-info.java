/** Which version of a policy decides: the gate, the canary, the way back. */
@NullMarked
package dev.maestro.core.promote;

import org.jspecify.annotations.NullMarked;

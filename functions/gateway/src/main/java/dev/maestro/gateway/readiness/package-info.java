/** Whether this gateway can serve. */
@NullMarked
package dev.maestro.gateway.readiness;

import org.jspecify.annotations.NullMarked;

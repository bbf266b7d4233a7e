/** Requests to experts and their JSON replies, checked. */
@NullMarked
package dev.maestro.core.invoke.call;

import org.jspecify.annotations.NullMarked;

/** The one Funqy adapter: functions over HTTP and Knative. */
@NullMarked
package dev.maestro.runtime.funqy;

import org.jspecify.annotations.NullMarked;

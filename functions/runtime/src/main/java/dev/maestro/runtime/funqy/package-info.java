/** The one Funqy adapter: functions over HTTP, Knative and Lambda. */
@NullMarked
package dev.maestro.runtime.funqy;

import org.jspecify.annotations.NullMarked;

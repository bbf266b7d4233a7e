/** Admission: from a submitted task to started episodes. */
@NullMarked
package dev.maestro.core.task;

import org.jspecify.annotations.NullMarked;

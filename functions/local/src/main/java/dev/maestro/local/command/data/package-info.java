/** Sets of tasks: generated or converted, looked at, checked, and read for what learns from them. */
@NullMarked
package dev.maestro.local.command.data;

import org.jspecify.annotations.NullMarked;

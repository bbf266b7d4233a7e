/** The commands of the launcher. */
@NullMarked
package dev.maestro.local.command;

import org.jspecify.annotations.NullMarked;

/** The commands of the launcher: those of one file here, the others in rooms, which do not know this package. */
@NullMarked
package dev.maestro.local.command;

import org.jspecify.annotations.NullMarked;

/** The command {@code registry}: experts, skills and policies from files, and models of the user's own. */
@NullMarked
package dev.maestro.local.command.registry;

import org.jspecify.annotations.NullMarked;

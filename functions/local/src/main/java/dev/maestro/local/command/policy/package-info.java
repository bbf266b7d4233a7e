/** The command {@code policy}: trained versions and which one decides; and the best one, for commands that name none. */
@NullMarked
package dev.maestro.local.command.policy;

import org.jspecify.annotations.NullMarked;

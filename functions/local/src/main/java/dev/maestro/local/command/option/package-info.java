/** Options that commands of several rooms have in common. */
@NullMarked
package dev.maestro.local.command.option;

import org.jspecify.annotations.NullMarked;

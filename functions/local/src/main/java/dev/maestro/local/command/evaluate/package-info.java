/** How good the answers are on sets of tasks, and the page that says so. */
@NullMarked
package dev.maestro.local.command.evaluate;

import org.jspecify.annotations.NullMarked;

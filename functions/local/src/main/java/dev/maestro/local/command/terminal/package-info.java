/** What commands say to who started them: tables, progress, failures, and what is wrong with a command line. */
@NullMarked
package dev.maestro.local.command.terminal;

import org.jspecify.annotations.NullMarked;

/** The whole flow in this process, or a running one that a command attaches to. */
@NullMarked
package dev.maestro.local.flow;

import org.jspecify.annotations.NullMarked;

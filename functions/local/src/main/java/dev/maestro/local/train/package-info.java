/** Training from the command line: from an outcome log, through the flow, and from the topic; its report and plots. */
@NullMarked
package dev.maestro.local.train;

import org.jspecify.annotations.NullMarked;

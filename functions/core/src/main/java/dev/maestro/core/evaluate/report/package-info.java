/** What the item log says: accuracies with intervals, paired comparisons, rivals, and the verdict of the gate. */
@NullMarked
package dev.maestro.core.evaluate.report;

import org.jspecify.annotations.NullMarked;

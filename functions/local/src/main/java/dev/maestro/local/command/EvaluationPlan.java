package dev.maestro.local.command;

import dev.maestro.core.evaluate.BadLine;
import dev.maestro.core.evaluate.ItemFolder;
import dev.maestro.core.evaluate.PassRule;
import dev.maestro.core.evaluate.PolicyChoice;
import java.util.List;

/**
 * What the options of {@code evaluate} ask for, checked.
 *
 * @param folders sets of items
 * @param bad lines that are left out
 * @param policies the policy that the report is about, and others to run on the same items
 * @param rules pass rules; empty for none
 */
record EvaluationPlan(
        List<ItemFolder.Checked> folders, List<BadLine> bad, List<PolicyChoice> policies, List<PassRule> rules) {

    int items() {
        return folders.stream().mapToInt(ItemFolder.Checked::size).sum();
    }

    List<String> labels() {
        return policies.stream().map(PolicyChoice::label).toList();
    }
}

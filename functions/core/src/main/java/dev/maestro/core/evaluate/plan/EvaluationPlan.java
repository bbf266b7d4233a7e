package dev.maestro.core.evaluate.plan;

import dev.maestro.core.evaluate.item.BadLine;
import dev.maestro.core.evaluate.item.ItemFolder;
import java.util.List;

/**
 * What is evaluated, checked.
 *
 * @param folders sets with the lines to run
 * @param policies the policy that the report is about, then others to run on the same items
 * @param rules pass rules; empty for none
 */
public record EvaluationPlan(List<ItemFolder.Checked> folders, List<PolicyChoice> policies, List<PassRule> rules) {

    public EvaluationPlan {
        folders = List.copyOf(folders);
        policies = List.copyOf(policies);
        rules = List.copyOf(rules);
    }

    /** Lines that are left out. */
    public List<BadLine> bad() {
        return folders.stream().flatMap(each -> each.bad().stream()).toList();
    }

    /** How many items run, once for each policy. */
    public int items() {
        return folders.stream().mapToInt(ItemFolder.Checked::size).sum();
    }

    /** The policies as they were written. */
    public List<String> labels() {
        return policies.stream().map(PolicyChoice::label).toList();
    }
}

package dev.maestro.core.evaluate.report;

import java.util.List;

/**
 * What the pass rules of an evaluation say.
 *
 * @param passed whether all hold
 * @param reason for people, in a line
 * @param rules one by one
 */
public record GateVerdict(boolean passed, String reason, List<Ruled> rules) {

    public GateVerdict {
        rules = List.copyOf(rules);
    }

    /**
     * What one rule says.
     *
     * @param rule as written
     * @param passed whether it holds
     * @param reason for people, with the numbers
     */
    public record Ruled(String rule, boolean passed, String reason) {}
}

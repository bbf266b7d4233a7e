package dev.maestro.local.command.evaluate;

import dev.maestro.core.evaluate.plan.PassRule;
import dev.maestro.local.command.terminal.UserException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Pass rules of an evaluation. */
final class GateOptions {

    @Option(
            names = "--minimum",
            paramLabel = "[SET:]X",
            description = "Pass rule: macro mean, micro:X or SET:X is at least X.")
    private List<String> minimums = List.of();

    @Option(
            names = "--not-worse-than",
            paramLabel = "V:D:C",
            description = "Pass rule: with confidence C, the macro mean is not more than D below V's.")
    private List<String> notWorse = List.of();

    List<String> minimums() {
        return minimums;
    }

    List<String> notWorse() {
        return notWorse;
    }

    /** The rules, read. */
    List<PassRule> rules() {
        try {
            List<PassRule> rules = new ArrayList<>();
            minimums.forEach(text -> rules.add(PassRule.minimum(text)));
            notWorse.forEach(text -> rules.add(PassRule.notWorseThan(text)));
            return rules;
        } catch (IllegalArgumentException e) {
            throw new UserException(e.getMessage() + ".");
        }
    }
}

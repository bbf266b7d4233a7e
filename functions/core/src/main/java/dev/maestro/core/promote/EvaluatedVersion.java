package dev.maestro.core.promote;

import dev.maestro.core.episode.TerminalException;
import dev.maestro.core.evaluate.plan.PolicyChoice;
import dev.maestro.schema.event.EvaluationCompleted;
import dev.maestro.schema.event.EvaluationScore;
import java.util.Optional;

/**
 * A version that an evaluation with pass rules speaks of.
 *
 * @param policyId which policy
 * @param version of it
 * @param passed whether every pass rule held
 * @param reason for people, with the evaluation's id and the numbers of the rules
 * @param items that were evaluated
 */
public record EvaluatedVersion(String policyId, long version, boolean passed, String reason, int items) {

    /**
     * Reads the end of an evaluation.
     *
     * @return empty when it had no pass rules, was refused, or named no version
     * @throws TerminalException {@code malformed-evaluation} when what it names is no policy
     */
    public static Optional<EvaluatedVersion> of(EvaluationCompleted completed) {
        boolean passed = "passed".equals(completed.status());
        if (!passed && !"failed".equals(completed.status())) {
            return Optional.empty();
        }
        PolicyChoice choice;
        try {
            choice = PolicyChoice.of(String.valueOf(completed.policy()));
        } catch (IllegalArgumentException e) {
            throw new TerminalException(
                    "malformed-evaluation",
                    "evaluation " + completed.evaluationId() + " names no policy: " + e.getMessage());
        }
        String version = choice.version();
        if (version == null || !version.matches("[0-9]{1,18}")) {
            return Optional.empty();
        }
        return Optional.of(new EvaluatedVersion(
                choice.policyId(),
                Long.parseLong(version),
                passed,
                "evaluation " + completed.evaluationId() + (passed ? " passed: " : " failed: ") + completed.reason(),
                completed.benchmarks().stream().mapToInt(EvaluationScore::n).sum()));
    }
}

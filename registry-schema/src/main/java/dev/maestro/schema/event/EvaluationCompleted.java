package dev.maestro.schema.event;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An evaluation is over.
 *
 * @param evaluationId which one
 * @param policy that was evaluated
 * @param policyVersions versions of it that decided
 * @param status {@code passed} (every pass rule holds), {@code failed} (one does not), {@code done} (there was no rule) or
 *     {@code refused} (it could not be run as it was asked for)
 * @param reason for people: why it passed, failed or was refused; null when there is nothing to say
 * @param macro mean of the sets' accuracies; 0 when refused
 * @param micro mean over all items; 0 when refused
 * @param benchmarks one a set
 * @param notRun items that the budget left no money for
 * @param report name of the whole report in the object store; null when refused
 * @param items name of the item log in the object store, JSON, one item a line; null when refused
 * @param comparisons with each other policy that ran, and with each rival from an outcome log that a test was made of
 * @param files names of all files of the report in the object store: numbers, pages and tables; empty when refused
 * @param folder where the same files lie on the machine of evaluate; null where it keeps none
 * @param request {@link EvaluationRequested#contentDigest} of what was asked for; null in events of before it was said
 * @param completedAt when
 */
public record EvaluationCompleted(
        String evaluationId,
        String policy,
        List<String> policyVersions,
        String status,
        @Nullable String reason,
        double macro,
        double micro,
        List<EvaluationScore> benchmarks,
        int notRun,
        @Nullable String report,
        @Nullable String items,
        List<EvaluationComparison> comparisons,
        List<String> files,
        @Nullable String folder,
        @Nullable String request,
        Instant completedAt)
        implements EvaluationEvent {

    public EvaluationCompleted {
        policyVersions = policyVersions == null ? List.of() : List.copyOf(policyVersions);
        benchmarks = benchmarks == null ? List.of() : List.copyOf(benchmarks);
        comparisons = comparisons == null ? List.of() : List.copyOf(comparisons);
        files = files == null ? List.of() : List.copyOf(files);
    }

    @Override
    public String eventId() {
        String of = request;
        // Several requests under one id: one runs, the others are refused, each by a fact of its own.
        return EventIds.of(
                evaluationId, "refused".equals(status) && of != null ? "evaluate-refused-" + of : "evaluate");
    }
}

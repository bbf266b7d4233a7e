package dev.maestro.evaluate;

import dev.maestro.core.evaluate.report.EvaluationReport;
import dev.maestro.core.evaluate.report.EvaluationReport.Benchmark;
import dev.maestro.core.evaluate.report.EvaluationReport.Comparison;
import dev.maestro.core.evaluate.report.GateVerdict;
import dev.maestro.core.evaluate.report.LogRival;
import dev.maestro.report.EvaluationFolder;
import dev.maestro.schema.event.EvaluationComparison;
import dev.maestro.schema.event.EvaluationCompleted;
import dev.maestro.schema.event.EvaluationRequested;
import dev.maestro.schema.event.EvaluationScore;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** How requests end. */
final class Completions {

    private Completions() {}

    /** It could not be run as it was asked for. */
    static EvaluationCompleted refused(EvaluationRequested request, String reason, Instant now) {
        return new EvaluationCompleted(
                String.valueOf(request.evaluationId()),
                String.valueOf(request.policy()),
                List.of(),
                "refused",
                reason,
                0,
                0,
                List.of(),
                0,
                null,
                null,
                List.of(),
                List.of(),
                null,
                request.contentDigest(),
                now);
    }

    /** It ran; whether it passed is for its rules to say. */
    static EvaluationCompleted of(EvaluationRequested request, EvaluationFiles.Written written, Instant now) {
        EvaluationReport report = written.report();
        GateVerdict gate = report.gate();
        return new EvaluationCompleted(
                report.evaluationId(),
                report.policy(),
                report.policyVersions(),
                gate == null ? "done" : gate.passed() ? "passed" : "failed",
                gate == null ? null : gate.reason(),
                report.macro(),
                report.micro(),
                report.benchmarks().stream().map(Completions::score).toList(),
                report.notRun(),
                written.name(EvaluationFolder.REPORT),
                written.name(EvaluationFolder.ITEMS),
                comparisons(report),
                written.names(),
                written.folder(),
                request.contentDigest(),
                now);
    }

    private static EvaluationScore score(Benchmark set) {
        return new EvaluationScore(
                set.name(),
                set.n(),
                set.correct(),
                set.accuracy(),
                set.interval95().getFirst(),
                set.interval95().getLast(),
                set.infrastructureFailures(),
                set.majority(),
                set.costMicroUsd(),
                set.cpuMillis(),
                set.latencyMillis().p50(),
                set.latencyMillis().p95());
    }

    /** Over all sets; those of single sets are in the report. */
    private static List<EvaluationComparison> comparisons(EvaluationReport report) {
        Stream<Comparison> ran = report.comparisons().stream().filter(each -> each.benchmark() == null);
        Stream<Comparison> fromLog = report.rivals().stream()
                .map(LogRival::comparison)
                .filter(Objects::nonNull)
                .filter(each -> each.benchmark() == null);
        return Stream.concat(ran, fromLog)
                .map(each -> new EvaluationComparison(
                        each.rival(),
                        each.n(),
                        each.difference(),
                        each.interval95().getFirst(),
                        each.interval95().getLast(),
                        each.p(),
                        each.adjustedP()))
                .toList();
    }
}

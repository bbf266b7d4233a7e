package dev.maestro.report;

import dev.maestro.core.evaluate.batch.ItemResult;
import dev.maestro.core.evaluate.batch.ItemStep;
import dev.maestro.core.evaluate.report.EvaluationReport;
import dev.maestro.core.evaluate.report.EvaluationReport.PolicyResult;
import dev.maestro.core.evaluate.report.LogRivals;
import dev.maestro.report.Findings.BrokenItem;
import dev.maestro.report.Findings.CalibrationBin;
import dev.maestro.report.Findings.FailureReason;
import dev.maestro.report.Findings.FrontierPoint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gathers findings result by result; of each only some hundred bytes are kept. The results of {@link ItemResult#key} that
 * come twice count once, the later.
 */
final class FindingsGathering {

    private static final int MOST_FAILURES = 20;
    private static final int MOST_BROKEN = 30;
    private static final int MOST_COLUMNS = 14;
    private static final String NO_CALL = "no call";

    private final EvaluationReport report;
    private final LogRivals rivals;
    private final Map<String, Kept> kept = new LinkedHashMap<>();

    FindingsGathering(EvaluationReport report, LogRivals rivals) {
        this.report = report;
        this.rivals = rivals;
    }

    /** What is kept of a result. */
    private record Kept(
            String policy,
            String benchmark,
            String id,
            String family,
            double score,
            boolean failure,
            String outcome,
            String reason,
            List<String> pairs,
            List<String> rightOnes,
            double predicted) {}

    void add(ItemResult result) {
        kept.put(
                result.key(),
                new Kept(
                        result.policy(),
                        result.benchmark(),
                        result.id(),
                        result.family().isBlank() ? "none" : result.family(),
                        result.score(),
                        result.isFailure(),
                        result.outcome(),
                        result.reason() == null ? "" : result.reason(),
                        result.pairs().stream().map(String::intern).toList(),
                        rightOnes(result),
                        predicted(result.steps())));
    }

    private List<String> rightOnes(ItemResult result) {
        return result.policy().equals(report.policy()) && result.score() < 1
                ? rivals.rightOnes(result.id(), result.question())
                : List.of();
    }

    /** What was predicted of the call that gave the last word; negative when nothing was. */
    private static double predicted(List<ItemStep> steps) {
        Double predicted = steps.isEmpty() ? null : steps.getLast().predicted();
        return predicted == null ? -1 : predicted;
    }

    Findings findings() {
        Counts usage = new Counts();
        Counts confusion = new Counts();
        CalibrationBins bins = new CalibrationBins();
        List<BrokenItem> broken = new ArrayList<>();
        Map<String, List<String>> rightPolicies = new HashMap<>();
        List<Kept> wrong = new ArrayList<>();
        for (Kept item : kept.values()) {
            if (item.failure()) {
                if (broken.size() < MOST_BROKEN) {
                    broken.add(
                            new BrokenItem(item.policy(), item.benchmark(), item.id(), item.outcome(), item.reason()));
                }
                continue;
            }
            if (item.score() >= 1) {
                rightPolicies
                        .computeIfAbsent(item.benchmark() + '\n' + item.id(), key -> new ArrayList<>())
                        .add(item.policy());
            }
            if (!item.policy().equals(report.policy())) {
                continue;
            }
            item.pairs().forEach(pair -> usage.add(item.benchmark(), pair, item.score()));
            confusion.add(
                    item.family(),
                    item.pairs().isEmpty() ? NO_CALL : skill(item.pairs().getLast()),
                    item.score());
            if (item.predicted() >= 0) {
                bins.add(item.predicted(), item.score());
            }
            if (item.score() < 1) {
                wrong.add(item);
            }
        }
        List<CalibrationBin> calibration = bins.bins();
        return new Findings(
                calibration,
                CalibrationBins.error(calibration),
                usage.matrix(MOST_COLUMNS),
                confusion.matrix(MOST_COLUMNS),
                frontier(),
                instructive(wrong, rightPolicies),
                broken);
    }

    private static String skill(String pair) {
        return pair.substring(pair.indexOf('/') + 1);
    }

    /** A dot is best when no other is at least as good, at most as dear, and different. */
    private List<FrontierPoint> frontier() {
        List<FrontierPoint> points = new ArrayList<>();
        for (PolicyResult policy : report.policies()) {
            points.add(new FrontierPoint(
                    policy.policy(),
                    policy.micro(),
                    policy.total().cpuMillis(),
                    policy.total().costMicroUsd(),
                    true,
                    false));
        }
        report.rivals()
                .forEach(rival -> points.add(new FrontierPoint(
                        rival.name(), rival.micro(), rival.cpuMillis(), rival.costMicroUsd(), false, false)));
        return points.stream()
                .map(point -> new FrontierPoint(
                        point.name(),
                        point.accuracy(),
                        point.cpuMillis(),
                        point.costMicroUsd(),
                        point.ran(),
                        points.stream().noneMatch(other -> isBetter(other, point))))
                .toList();
    }

    private static boolean isBetter(FrontierPoint other, FrontierPoint point) {
        boolean notWorse = other.accuracy() >= point.accuracy() && other.costMicroUsd() <= point.costMicroUsd();
        return notWorse && (other.accuracy() > point.accuracy() || other.costMicroUsd() < point.costMicroUsd());
    }

    /**
     * A wrong answer says most when something else got the item right, when the policy was sure of it, and when no
     * other of the same set and pair is shown already.
     */
    private List<FailureReason> instructive(List<Kept> wrong, Map<String, List<String>> rightPolicies) {
        record Candidate(Kept item, List<String> rightOnes, double worth) {}
        List<Candidate> candidates = new ArrayList<>();
        for (Kept item : wrong) {
            List<String> right =
                    new ArrayList<>(rightPolicies.getOrDefault(item.benchmark() + '\n' + item.id(), List.of()));
            right.addAll(item.rightOnes());
            double worth = (right.isEmpty() ? 0 : 2) + Math.max(0, item.predicted()) - item.score();
            candidates.add(new Candidate(item, right, worth));
        }
        candidates.sort(Comparator.comparingDouble(Candidate::worth)
                .reversed()
                .thenComparing(each -> each.item().benchmark())
                .thenComparing(each -> each.item().id()));
        Map<String, Integer> shown = new HashMap<>();
        List<FailureReason> chosen = new ArrayList<>();
        while (chosen.size() < MOST_FAILURES && !candidates.isEmpty()) {
            Candidate best = candidates.getFirst();
            double bestWorth = Double.NEGATIVE_INFINITY;
            for (Candidate each : candidates) {
                double worth = each.worth()
                        - shown.getOrDefault(each.item().benchmark(), 0)
                        - shown.getOrDefault(kind(each.item()), 0);
                if (worth > bestWorth) {
                    best = each;
                    bestWorth = worth;
                }
            }
            candidates.remove(best);
            shown.merge(best.item().benchmark(), 1, Integer::sum);
            shown.merge(kind(best.item()), 1, Integer::sum);
            chosen.add(new FailureReason(
                    best.item().benchmark(),
                    best.item().id(),
                    best.rightOnes(),
                    best.item().predicted()));
        }
        return chosen;
    }

    private static String kind(Kept item) {
        return item.benchmark()
                + '\n'
                + (item.pairs().isEmpty() ? NO_CALL : item.pairs().getLast());
    }
}

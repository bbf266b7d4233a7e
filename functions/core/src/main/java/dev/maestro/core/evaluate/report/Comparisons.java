package dev.maestro.core.evaluate.report;

import dev.maestro.core.evaluate.report.EvaluationReport.Comparison;
import dev.maestro.core.evaluate.report.Tally.Mark;
import dev.maestro.core.statistics.Holm;
import dev.maestro.core.statistics.Interval;
import dev.maestro.core.statistics.MacroMean;
import dev.maestro.core.statistics.McNemar;
import dev.maestro.core.statistics.Permutation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Paired comparisons of a policy with others on the items that both ended. */
final class Comparisons {

    private static final long SEED = 20_261_122;
    private static final double SIGNIFICANCE = 0.05;

    private final Tally tally;
    private final String policy;

    Comparisons(Tally tally, String policy) {
        this.tally = tally;
        this.policy = policy;
    }

    /** Scores of both on the same item. */
    private record Both(double mine, double other) {

        double difference() {
            return mine - other;
        }
    }

    /** First one of all sets for each rival, then, with several sets, one for each set and rival. */
    List<Comparison> all(List<String> rivals) {
        List<Comparison> overall = new ArrayList<>();
        List<Comparison> single = new ArrayList<>();
        for (String rival : rivals) {
            List<List<Both>> sets = new ArrayList<>();
            for (String set : tally.sets(policy)) {
                List<Both> paired = paired(rival, set);
                if (paired.size() > 0) {
                    sets.add(paired);
                    single.add(compare(rival, set, List.of(paired)));
                }
            }
            if (!sets.isEmpty()) {
                overall.add(compare(rival, null, sets));
            }
        }
        List<Comparison> result = new ArrayList<>(adjusted(overall));
        if (tally.sets(policy).size() > 1) {
            result.addAll(adjusted(single));
        }
        return result;
    }

    /**
     * The sampling distribution of the difference of macro means, failures of infrastructure counted against the policy:
     * its own as wrong, the rival's as right. So a machine that breaks cannot make it look not worse. Null when there is
     * no item that both have a result of.
     */
    @Nullable
    MacroMean atWorst(String rival) {
        List<double[]> sets = tally.sets(policy).stream()
                .map(set -> differences(atWorst(rival, set)))
                .filter(differences -> differences.length > 0)
                .toList();
        return sets.isEmpty() ? null : MacroMean.of(sets, SEED);
    }

    private List<Both> atWorst(String rival, String set) {
        Map<String, Mark> others = tally.of(rival, set);
        List<Both> pairs = new ArrayList<>();
        tally.of(policy, set).forEach((id, mine) -> {
            Mark other = others.get(id);
            if (other != null) {
                pairs.add(new Both(mine.failed() ? 0 : mine.score(), other.failed() ? 1 : other.score()));
            }
        });
        return pairs;
    }

    private static double[] differences(List<Both> paired) {
        return paired.stream().mapToDouble(Both::difference).toArray();
    }

    /**
     * One of all sets with scores from elsewhere, not yet corrected.
     *
     * @param scores of the rival by set and item id, of items that the policy ended; at least one
     */
    Comparison with(String rival, Map<String, Map<String, Double>> scores) {
        List<List<Both>> sets = new ArrayList<>();
        scores.forEach((set, others) -> {
            Map<String, Mark> mine = tally.of(policy, set);
            List<Both> paired = new ArrayList<>();
            mine.keySet().forEach(id -> {
                Mark one = Tally.ended(mine, id);
                Double other = others.get(id);
                if (one != null && other != null) {
                    paired.add(new Both(one.score(), other));
                }
            });
            sets.add(paired);
        });
        return compare(rival, null, sets);
    }

    /** Corrects the comparisons of rivals for their number. */
    List<LogRival> correct(List<LogRival> rivals) {
        List<Comparison> corrected = adjusted(rivals.stream()
                .map(LogRival::comparison)
                .map(java.util.Objects::requireNonNull)
                .toList());
        List<LogRival> result = new ArrayList<>();
        for (int i = 0; i < corrected.size(); i++) {
            result.add(rivals.get(i).with(corrected.get(i)));
        }
        return result;
    }

    private List<Both> paired(String rival, String set) {
        Map<String, Mark> mine = tally.of(policy, set);
        Map<String, Mark> others = tally.of(rival, set);
        List<Both> pairs = new ArrayList<>();
        mine.keySet().forEach(id -> {
            Mark one = Tally.ended(mine, id);
            Mark other = Tally.ended(others, id);
            if (one != null && other != null) {
                pairs.add(new Both(one.score(), other.score()));
            }
        });
        return pairs;
    }

    private Comparison compare(String rival, @Nullable String set, List<List<Both>> sets) {
        int onlyMine = 0;
        int onlyOther = 0;
        boolean binary = true;
        List<double[]> differences = new ArrayList<>();
        int n = 0;
        for (List<Both> paired : sets) {
            for (Both both : paired) {
                onlyMine += both.mine() >= 1 && both.other() < 1 ? 1 : 0;
                onlyOther += both.other() >= 1 && both.mine() < 1 ? 1 : 0;
                binary &= isBinary(both.mine()) && isBinary(both.other());
            }
            differences.add(differences(paired));
            n += paired.size();
        }
        double[] flat =
                differences.stream().flatMapToDouble(java.util.Arrays::stream).toArray();
        MacroMean difference = MacroMean.of(differences, SEED);
        Interval interval = difference.interval95();
        return new Comparison(
                policy,
                rival,
                set,
                n,
                difference.mean(),
                List.of(interval.low(), interval.high()),
                onlyMine,
                onlyOther,
                binary ? "mcnemar-exact" : "sign-flip-permutation",
                binary ? McNemar.exact(onlyMine, onlyOther) : Permutation.signFlip(flat, SEED),
                1,
                false);
    }

    private static boolean isBinary(double score) {
        return score == 0 || score == 1;
    }

    private static List<Comparison> adjusted(List<Comparison> comparisons) {
        double[] adjusted =
                Holm.adjusted(comparisons.stream().mapToDouble(Comparison::p).toArray());
        List<Comparison> result = new ArrayList<>();
        for (int i = 0; i < adjusted.length; i++) {
            Comparison of = comparisons.get(i);
            result.add(new Comparison(
                    of.policy(),
                    of.rival(),
                    of.benchmark(),
                    of.n(),
                    of.difference(),
                    of.interval95(),
                    of.onlyPolicy(),
                    of.onlyRival(),
                    of.test(),
                    of.p(),
                    adjusted[i],
                    adjusted[i] < SIGNIFICANCE));
        }
        return result;
    }
}

package dev.maestro.local.calibrate;

import dev.maestro.core.registry.Pair;
import dev.maestro.core.train.LoggedTask.LoggedRun;
import dev.maestro.local.calibrate.Calibration.PairOutcome;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Skills of many calls. Where one finds nothing with its cheapest expert, it is not run with dearer ones: most such tasks
 * are none of its own, and half of a calibration's time would go there. To the calibration they found nothing, too: were
 * their outcomes unknown, all that is known of them would come from tasks where there was something to find.
 */
final class DearSkills {

    private static final int MANY_CALLS = 12;

    private DearSkills() {}

    static boolean isDear(Pair pair) {
        return pair.skill().declaredCalls() > MANY_CALLS;
    }

    /** The order in which pairs are run: those of many calls last, each with its cheapest expert first. */
    static List<Pair> last(List<Pair> pairs) {
        return pairs.stream()
                .sorted(Comparator.comparing((Pair pair) -> isDear(pair))
                        .thenComparing(pair -> isDear(pair) ? pair.expert().latencyPriorMillis() : 0))
                .toList();
    }

    /**
     * What stands for the runs that were spared at a task: no evidence, at the cost of the cheaper expert times how much
     * dearer the other one is by what both are said to take.
     *
     * @param firsts what was run, by pair id
     * @return by pair id
     */
    static Map<String, PairOutcome> spared(Map<String, PairOutcome> firsts, List<Pair> pairs) {
        Map<String, PairOutcome> spared = new LinkedHashMap<>();
        Map<String, Barren> barren = new HashMap<>();
        for (Pair pair : last(pairs).stream().filter(DearSkills::isDear).toList()) {
            PairOutcome outcome = firsts.get(pair.id());
            Barren cheaper = barren.get(pair.skill().id());
            if (outcome == null && cheaper != null) {
                spared.put(pair.id(), cheaper.with(pair));
            } else if (outcome != null && outcome.observation().isBlank()) {
                barren.putIfAbsent(pair.skill().id(), new Barren(pair, outcome.run()));
            }
        }
        return spared;
    }

    /** A pair that found nothing. */
    private record Barren(Pair pair, LoggedRun run) {

        PairOutcome with(Pair dearer) {
            double times = usual(dearer) / usual(pair);
            return new PairOutcome(new LoggedRun(0, run.cpuMillis() * times, run.costMicroUsd() * times, ""));
        }
    }

    private static double usual(Pair pair) {
        return Math.max(1, pair.expert().latencyPriorMillis());
    }
}

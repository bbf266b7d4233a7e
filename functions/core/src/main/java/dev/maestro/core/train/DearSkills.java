package dev.maestro.core.train;

import dev.maestro.core.registry.Pair;
import dev.maestro.core.train.LoggedTask.LoggedRun;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Skills of many calls. Where one finds nothing with its cheapest expert, it is not run with dearer ones: most such tasks
 * are none of its own, and half of a calibration's time would go there. To calibrations and to episodes over a log they
 * found nothing, too: were their outcomes unknown, all that is known of them would come from tasks where there was
 * something to find.
 */
public final class DearSkills {

    private static final int MANY_CALLS = 12;

    private DearSkills() {}

    /** Whether a pair is spared where a cheaper one of the same skill found nothing. */
    public static boolean isDear(Pair pair) {
        return pair.skill().declaredCalls() > MANY_CALLS;
    }

    /** The order in which pairs are run: those of many calls last, each with its cheapest expert first. */
    public static List<Pair> last(List<Pair> pairs) {
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
     * @param pairs those that were to be run
     * @return by pair id
     */
    public static Map<String, LoggedRun> spared(Map<String, LoggedRun> firsts, List<Pair> pairs) {
        Map<String, LoggedRun> spared = new LinkedHashMap<>();
        Map<String, Barren> barren = new HashMap<>();
        for (Pair pair : last(pairs.stream().filter(DearSkills::isDear).toList())) {
            LoggedRun run = firsts.get(pair.id());
            Barren cheaper = barren.get(pair.skill().id());
            if (run == null && cheaper != null) {
                spared.put(pair.id(), cheaper.with(pair));
            } else if (run != null && run.observation().isBlank()) {
                barren.putIfAbsent(pair.skill().id(), new Barren(pair, run));
            }
        }
        return spared;
    }

    /** A pair that found nothing. */
    private record Barren(Pair pair, LoggedRun run) {

        LoggedRun with(Pair dearer) {
            double times = usual(dearer) / usual(pair);
            return new LoggedRun(0, run.cpuMillis() * times, run.costMicroUsd() * times, "");
        }
    }

    private static double usual(Pair pair) {
        return Math.max(1, pair.expert().latencyPriorMillis());
    }
}

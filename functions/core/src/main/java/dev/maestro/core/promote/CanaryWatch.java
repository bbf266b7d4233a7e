package dev.maestro.core.promote;

import dev.maestro.core.statistics.Bootstrap;
import dev.maestro.core.statistics.Interval;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What canary and serving version brought since the canary began. A value: each reward gives a new one.
 *
 * @param version the canary
 * @param canary rewards by episode id; a broken episode counts as 0
 * @param serving the same of the version that decides the rest
 */
public record CanaryWatch(long version, Map<String, Double> canary, Map<String, Double> serving) {

    private static final int KEPT = 5000;

    public CanaryWatch {
        canary = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(canary));
        serving = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(serving));
    }

    /** What to do about a canary. */
    public enum Verdict {
        /** Too early to tell. */
        WAIT,
        /** Not worse: it may decide all. */
        PROMOTE,
        /** Worse. */
        ROLL_BACK
    }

    /** Of a canary that begins. */
    public static CanaryWatch of(long version) {
        return new CanaryWatch(version, Map.of(), Map.of());
    }

    /** With one more reward; the same episode twice counts once. */
    public CanaryWatch with(String episodeId, boolean ofCanary, double reward) {
        Map<String, Double> grown = new LinkedHashMap<>(ofCanary ? canary : serving);
        if (grown.size() < KEPT) {
            grown.put(episodeId, reward);
        }
        return ofCanary ? new CanaryWatch(version, grown, serving) : new CanaryWatch(version, canary, grown);
    }

    /**
     * What the rewards say.
     *
     * @param minimum episodes of each side before anything is said
     */
    public Verdict verdict(int minimum) {
        if (canary.size() < minimum || serving.size() < minimum) {
            return Verdict.WAIT;
        }
        Interval of = Bootstrap.mean(values(canary), 1);
        Interval other = Bootstrap.mean(values(serving), 2);
        double gain = mean(values(canary)) - mean(values(serving));
        double half = StrictMath.hypot((of.high() - of.low()) / 2, (other.high() - other.low()) / 2);
        if (gain + half < 0) {
            return Verdict.ROLL_BACK;
        }
        return canary.size() >= 4 * minimum ? Verdict.PROMOTE : Verdict.WAIT;
    }

    private static double[] values(Map<String, Double> rewards) {
        return rewards.values().stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}

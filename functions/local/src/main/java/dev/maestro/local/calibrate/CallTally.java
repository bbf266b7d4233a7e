package dev.maestro.local.calibrate;

import java.util.Map;
import java.util.TreeMap;

/** How many expert calls a run made, and how many it could spare as they were the same as earlier ones. Thread-safe. */
public final class CallTally {

    private final Map<String, Calls> byExpert = new TreeMap<>();

    /**
     * The calls of one expert.
     *
     * @param made calls that ran
     * @param spared calls that were answered with the reply of an earlier one
     * @param madeMillis CPU milliseconds of those that ran
     * @param sparedMillis CPU milliseconds that the others would have taken
     */
    public record Calls(long made, long spared, double madeMillis, double sparedMillis) {

        private static final Calls NONE = new Calls(0, 0, 0, 0);

        private Calls plus(Calls other) {
            return new Calls(
                    made + other.made,
                    spared + other.spared,
                    madeMillis + other.madeMillis,
                    sparedMillis + other.sparedMillis);
        }
    }

    void called(String expertId, double cpuMillis) {
        add(expertId, new Calls(1, 0, cpuMillis, 0));
    }

    void repeated(String expertId, double cpuMillis) {
        add(expertId, new Calls(0, 1, 0, cpuMillis));
    }

    private synchronized void add(String expertId, Calls calls) {
        byExpert.merge(expertId, calls, Calls::plus);
    }

    /** By id of the expert, sorted. */
    public synchronized Map<String, Calls> byExpert() {
        return new TreeMap<>(byExpert);
    }

    /** All experts together. */
    public synchronized Calls total() {
        return byExpert.values().stream().reduce(Calls.NONE, Calls::plus);
    }
}

package dev.maestro.core.decide;

import dev.maestro.core.episode.TerminalException;
import dev.maestro.core.observe.CalibrationData;
import dev.maestro.core.registry.Pair;
import dev.maestro.core.registry.RegistrySnapshot;
import dev.maestro.schema.registry.PolicyEntry;
import dev.maestro.schema.wire.EpisodeState;
import java.util.List;
import java.util.random.RandomGenerator;

/** Makes the policies that a registry lists. */
public final class Policies {

    private final Calibrations calibrations;

    public Policies(Calibrations calibrations) {
        this.calibrations = calibrations;
    }

    /**
     * The policy of an entry.
     *
     * @throws TerminalException {@code unknown-policy} for a kind that is not made here
     */
    public Policy policy(PolicyEntry entry) {
        return switch (entry.kind()) {
            case "best-pair" -> new OneHop(entry, this::bestPair);
            case "random" -> new OneHop(entry, Policies::random);
            case "scripted" -> new ScriptedPolicy(entry, List.of());
            default ->
                throw new TerminalException(
                        "unknown-policy",
                        "the policy " + entry.id() + " is of the kind " + entry.kind()
                                + ", which is not built in; choose another with --policy");
        };
    }

    /** A policy that plays a script of pair ids. */
    public static Policy scripted(PolicyEntry entry, List<String> script) {
        return new ScriptedPolicy(entry, script);
    }

    private static double[] random(
            EpisodeState state, RegistrySnapshot registry, List<Pair> pairs, RandomGenerator random) {
        double[] scores = new double[pairs.size()];
        scores[random.nextInt(pairs.size())] = 1000; // certain, also when sampling
        return scores;
    }

    private double[] bestPair(EpisodeState state, RegistrySnapshot registry, List<Pair> pairs, RandomGenerator random) {
        CalibrationData data = calibrations.of(registry);
        return pairs.stream()
                .mapToDouble(pair -> data.column(pair.id())
                        .map(column -> meanUtility(column, state.costWeight()))
                        .orElse(-1.0))
                .toArray();
    }

    /** Mean over all tasks, unmeasured ones counted as wrong, of being right less the penalty of the cost. */
    private static double meanUtility(CalibrationData.Column column, double costWeight) {
        double sum = 0;
        int known = 0;
        for (int j = 0; j < column.correct().length; j++) {
            if (column.correct()[j] != CalibrationData.UNKNOWN) {
                sum += column.correct()[j] - Penalty.of(costWeight, column.costMillis()[j]);
                known++;
            }
        }
        return known == 0 ? -1 : sum / column.correct().length;
    }
}

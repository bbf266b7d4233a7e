package dev.maestro.core.train;

import dev.maestro.core.decide.Policies;
import dev.maestro.core.estimate.Calibrations;
import dev.maestro.core.registry.RegistrySnapshot;
import dev.maestro.schema.registry.PolicyEntry;
import java.util.List;

/** The ways to choose that need no training, played over an outcome log: what a trained policy has to beat. */
public final class SimpleRouters {

    /** Their kinds, the strongest first. */
    public static final List<String> KINDS =
            List.of("calibrated-router", "best-pair", "question-type", "nearest-neighbour", "random");

    private final LoggedWorld world;
    private final Policies policies;

    /**
     * Over a world.
     *
     * @param policies as {@link LoggedWorld#policies} makes them
     */
    public SimpleRouters(LoggedWorld world, Policies policies) {
        this.world = world;
        this.policies = policies;
    }

    /**
     * Over tasks of a log.
     *
     * @param costWeight lambda
     */
    public static SimpleRouters of(
            List<LoggedTask> tasks, RegistrySnapshot registry, Calibrations calibrations, double costWeight) {
        LoggedWorld world = new LoggedWorld(tasks, registry, costWeight);
        return new SimpleRouters(world, world.policies(calibrations));
    }

    /**
     * Plays tasks, each once. A task on which the router calls what the log does not hold scores 0.
     *
     * @param kind one of {@link #KINDS}
     */
    public LogEvaluation play(String kind, List<LoggedTask> tasks) {
        PolicyEntry entry = new PolicyEntry(kind, List.of(), kind, "1", "", null);
        return LogEvaluation.of(world, tasks, entry, policies.policy(entry));
    }
}

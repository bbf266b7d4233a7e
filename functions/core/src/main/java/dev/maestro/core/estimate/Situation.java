package dev.maestro.core.estimate;

import dev.maestro.core.episode.TerminalException;
import dev.maestro.core.observe.History;
import dev.maestro.core.registry.Pair;
import dev.maestro.core.registry.RegistrySnapshot;
import dev.maestro.schema.wire.EpisodeState;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * What every policy that chooses pairs needs to know first.
 *
 * @param history the steps so far
 * @param pairs what the episode may use, in the order of the registry; at least one
 * @param untried those of them that were not called yet
 */
public record Situation(History history, List<Pair> pairs, List<Pair> untried) {

    /** Calls that a policy makes before it gives up, failed ones included. */
    static final int MOST_CALLS = 3;

    /**
     * The situation of a state.
     *
     * @throws TerminalException {@code no-pair} when nothing in the registry may be used
     */
    public static Situation of(EpisodeState state, RegistrySnapshot registry) {
        List<Pair> pairs = registry.pairs(state.experts(), state.skills());
        if (pairs.isEmpty()) {
            boolean narrowed = !state.experts().isEmpty() || !state.skills().isEmpty();
            throw new TerminalException(
                    "no-pair",
                    narrowed
                            ? "no permitted pair of expert and skill is left by the request's experts "
                                    + state.experts() + " and skills " + state.skills()
                                    + ": name others, or leave them out"
                            : "the registry permits no pair of expert and skill: add an expert with a capability that"
                                    + " a skill needs (./maestro registry add)");
        }
        History history = History.of(state);
        return new Situation(history, pairs, untried(pairs, history, registry));
    }

    private static List<Pair> untried(List<Pair> pairs, History history, RegistrySnapshot registry) {
        Set<Pair> tried = Collections.newSetFromMap(new IdentityHashMap<>());
        for (String pairId : history.tried()) {
            int place = registry.place(pairId);
            if (place >= 0) {
                tried.add(registry.pairs().get(place));
            }
        }
        return tried.isEmpty()
                ? pairs
                : pairs.stream().filter(pair -> !tried.contains(pair)).toList();
    }

    /** Whether another call is possible and worth it. */
    public boolean mayCall(EpisodeState state) {
        return mayCall(state, MOST_CALLS);
    }

    /** Whether another call is possible to a policy that makes at most so many. */
    public boolean mayCall(EpisodeState state, int mostCalls) {
        int calls = state.steps().size();
        return !untried.isEmpty()
                && calls < Math.min(mostCalls, state.budget().maxSteps())
                && state.usage().calls() < state.budget().maxCalls();
    }
}

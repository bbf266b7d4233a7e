package dev.maestro.core.decide;

import dev.maestro.core.estimate.Situation;
import dev.maestro.core.registry.Pair;
import dev.maestro.core.registry.RegistrySnapshot;
import dev.maestro.schema.registry.PolicyEntry;
import dev.maestro.schema.wire.Decision;
import dev.maestro.schema.wire.EpisodeState;
import java.util.List;
import java.util.Optional;

/**
 * Calls the pairs of a script one after another, leaves out those that the episode may not use, and answers with the
 * last evidence. Without a script it calls the first permitted pair.
 */
final class ScriptedPolicy implements Policy {

    private final PolicyEntry entry;
    private final List<String> script;

    /**
     * Makes one.
     *
     * @param script pair ids, {@code expert-id/skill-id}
     */
    ScriptedPolicy(PolicyEntry entry, List<String> script) {
        this.entry = entry;
        this.script = List.copyOf(script);
    }

    @Override
    public Decision next(EpisodeState state, RegistrySnapshot registry, Sampling sampling) {
        Situation situation = Situation.of(state, registry);
        List<Pair> played = script.isEmpty()
                ? situation.pairs().subList(0, 1)
                : script.stream()
                        .flatMap(id -> permitted(situation.pairs(), id).stream())
                        .toList();
        int at = state.steps().size();
        Ballot ballot = new Ballot(entry);
        ballot.add(at < played.size() && at < state.budget().maxSteps() ? played.get(at) : null, 0);
        return ballot.decide(state, situation.history(), sampling);
    }

    private static Optional<Pair> permitted(List<Pair> pairs, String id) {
        return pairs.stream().filter(pair -> pair.id().equals(id)).findFirst();
    }
}

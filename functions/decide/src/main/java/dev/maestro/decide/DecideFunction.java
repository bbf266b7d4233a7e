package dev.maestro.decide;

import dev.maestro.core.decide.Decide;
import dev.maestro.core.decide.Policies;
import dev.maestro.core.decide.Policy;
import dev.maestro.core.episode.TerminalException;
import dev.maestro.core.registry.RegistrySnapshot;
import dev.maestro.runtime.StepFunction;
import dev.maestro.runtime.registry.Registries;
import dev.maestro.schema.event.EpisodeEvent;
import dev.maestro.schema.event.Event;
import dev.maestro.schema.event.Stage;
import dev.maestro.schema.registry.PolicyEntry;
import dev.maestro.schema.wire.EpisodeState;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Decide: asks the policy for the next action of an episode. */
@ApplicationScoped
public class DecideFunction implements StepFunction {

    private final Policies policies;
    private final Registries registries;
    private final InstantSource clock;
    private final Map<PolicyEntry, Policy> made = new ConcurrentHashMap<>();

    DecideFunction(Policies policies, Registries registries, InstantSource clock) {
        this.policies = policies;
        this.registries = registries;
        this.clock = clock;
    }

    @Override
    public Stage stage() {
        return Stage.DECIDE;
    }

    @Override
    public List<Event> handle(Event event) {
        EpisodeState state = ((EpisodeEvent) event).state();
        RegistrySnapshot registry = registries.snapshot(state.registryDigest());
        PolicyEntry entry = registry.policy(state.policyId())
                .orElseThrow(() -> new TerminalException(
                        "unknown-policy",
                        "The registry of episode " + state.episodeId() + " lists no policy '" + state.policyId()
                                + "'."));
        Policy policy = made.computeIfAbsent(pinned(entry, state.policyVersion()), policies::policy);
        return List.of(Decide.next(state, registry, policy, clock.instant()));
    }

    /** The entry under the version that the episode is pinned to; promoted versions stand in no registry. */
    private static PolicyEntry pinned(PolicyEntry entry, String version) {
        return new PolicyEntry(
                entry.id(),
                entry.aliases(),
                entry.kind(),
                version,
                entry.description(),
                entry.model(),
                entry.languageModel());
    }
}

package dev.maestro.invoke;

import dev.maestro.core.episode.ObjectStore;
import dev.maestro.core.invoke.CallJournal;
import dev.maestro.core.invoke.CallRunner;
import dev.maestro.core.invoke.Experts;
import dev.maestro.core.invoke.Images;
import dev.maestro.core.invoke.Invoke;
import dev.maestro.core.invoke.catalogue.SkillProcedures;
import dev.maestro.runtime.StepFunction;
import dev.maestro.runtime.registry.Registries;
import dev.maestro.schema.event.EpisodeEvent;
import dev.maestro.schema.event.Event;
import dev.maestro.schema.event.Stage;
import dev.maestro.schema.wire.EpisodeState;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Invoke: runs the calls that the policy chose. */
@ApplicationScoped
public class InvokeFunction implements StepFunction {

    private final Invoke invoke;
    private final Registries registries;

    InvokeFunction(
            Experts experts,
            Images images,
            ObjectStore objects,
            CallJournal journal,
            Registries registries,
            InstantSource clock,
            @ConfigProperty(name = "maestro.invoke.observation-characters", defaultValue = "1000")
                    int observationCharacters) {
        this.invoke = new Invoke(
                new CallRunner(experts, images, objects, SkillProcedures.all(), clock, observationCharacters), journal);
        this.registries = registries;
    }

    @Override
    public Stage stage() {
        return Stage.INVOKE;
    }

    @Override
    public List<Event> handle(Event event) {
        EpisodeState state = ((EpisodeEvent) event).state();
        return List.of(invoke.run(
                state,
                registries.snapshot(state.registryDigest()),
                registries.current(state.task().tenant())));
    }
}

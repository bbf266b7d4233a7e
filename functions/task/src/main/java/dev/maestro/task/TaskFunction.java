package dev.maestro.task;

import dev.maestro.core.episode.ObjectStore;
import dev.maestro.core.promote.ServingStore;
import dev.maestro.core.task.Admission;
import dev.maestro.core.task.AdmissionLimits;
import dev.maestro.runtime.StepFunction;
import dev.maestro.runtime.registry.Registries;
import dev.maestro.schema.event.Event;
import dev.maestro.schema.event.Stage;
import dev.maestro.schema.event.TaskSubmitted;
import dev.maestro.schema.registry.PolicyEntry;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;

/** Task: checks what was submitted, stores its images and starts its episodes. */
@ApplicationScoped
public class TaskFunction implements StepFunction {

    private final Admission admission;
    private final Registries registries;
    private final InstantSource clock;

    TaskFunction(ObjectStore objects, Registries registries, TaskConfig config, InstantSource clock) {
        AdmissionLimits limits = new AdmissionLimits(
                config.maxImages(), config.maxPixels(), config.maxImageBytes(), config.maxQuestionCharacters());
        ServingStore serving = new ServingStore(objects);
        this.admission =
                new Admission(objects, limits, config.policy(), (entry, taskId) -> version(serving, entry, taskId));
        this.registries = registries;
        this.clock = clock;
    }

    /** Versions of a policy with a model are promoted; others have the version of the registry. */
    private static String version(ServingStore serving, PolicyEntry entry, String taskId) throws IOException {
        return entry.model() == null || !entry.version().matches("[0-9]{1,18}")
                ? entry.version()
                : Long.toString(
                        serving.of(entry.id(), Long.parseLong(entry.version())).versionFor(taskId));
    }

    @Override
    public Stage stage() {
        return Stage.TASK;
    }

    @Override
    public List<Event> handle(Event event) throws IOException {
        TaskSubmitted submitted = (TaskSubmitted) event;
        return admission.admit(submitted, registries.current(submitted.tenant()), clock.instant());
    }
}

package dev.maestro.task;

import dev.maestro.core.episode.ObjectStore;
import dev.maestro.core.task.Admission;
import dev.maestro.core.task.AdmissionLimits;
import dev.maestro.runtime.StepFunction;
import dev.maestro.runtime.registry.Registries;
import dev.maestro.schema.event.Event;
import dev.maestro.schema.event.Stage;
import dev.maestro.schema.event.TaskSubmitted;
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
        this.admission = new Admission(objects, limits, config.policy());
        this.registries = registries;
        this.clock = clock;
    }

    @Override
    public Stage stage() {
        return Stage.TASK;
    }

    @Override
    public List<Event> handle(Event event) throws IOException {
        return admission.admit((TaskSubmitted) event, registries.current(), clock.instant());
    }
}

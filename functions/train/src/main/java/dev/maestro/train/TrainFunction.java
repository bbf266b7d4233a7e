package dev.maestro.train;

import dev.maestro.core.episode.ObjectStore;
import dev.maestro.core.train.Checkpoint;
import dev.maestro.core.train.CheckpointStore;
import dev.maestro.core.train.GrpoSettings;
import dev.maestro.core.train.PairScoringOnnx;
import dev.maestro.core.train.Resumable;
import dev.maestro.runtime.StepFunction;
import dev.maestro.runtime.models.publish.ModelPublisher;
import dev.maestro.schema.event.Event;
import dev.maestro.schema.event.RewardAssigned;
import dev.maestro.schema.event.Stage;
import dev.maestro.schema.wire.Purpose;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Train: learns from rewarded episodes of the purpose {@code train}. Each version is published to the model server, so
 * that the next rollouts can be chosen by it; which version serves is up to {@code promote}.
 */
@ApplicationScoped
public class TrainFunction implements StepFunction {

    private final ObjectStore objects;
    private final ModelPublisher models;
    private final TrainConfig config;
    private final TrainWatch watch;
    private final InstantSource clock;
    private @Nullable Resumable resumable;

    TrainFunction(
            ObjectStore objects, ModelPublisher models, TrainConfig config, TrainWatch watch, InstantSource clock) {
        this.objects = objects;
        this.models = models;
        this.config = config;
        this.watch = watch;
        this.clock = clock;
    }

    @Override
    public Stage stage() {
        return Stage.TRAIN;
    }

    @Override
    public synchronized List<Event> handle(Event event) throws IOException {
        RewardAssigned rewarded = (RewardAssigned) event;
        if (rewarded.purpose() != Purpose.TRAIN || !rewarded.state().policyId().equals(config.policy())) {
            return List.of();
        }
        List<Event> events = new ArrayList<>();
        Resumable known = resumable;
        try {
            if (known == null) {
                known = new Resumable(
                        new CheckpointStore(objects, config.policy()),
                        config.policy(),
                        settings(config),
                        config.codeRevision());
                add(known.newest(), events);
            }
            Optional<Resumable.Made> made = known.take(rewarded, clock.instant());
            add(made, events);
            resumable = known;
            watch.seen(known.training(), clock.instant());
            if (!events.isEmpty()) {
                publish(known.training().checkpoint());
            }
            return events;
        } catch (IOException | RuntimeException e) {
            resumable = null; // what is stored tells where to go on
            throw e;
        }
    }

    private static void add(Optional<Resumable.Made> made, List<Event> events) {
        made.ifPresent(version -> {
            events.add(version.manifest());
            events.add(version.trained());
        });
    }

    private void publish(Checkpoint checkpoint) throws IOException {
        if (models.isEnabled()) {
            models.publish(
                    PairScoringOnnx.MODEL,
                    checkpoint.version(),
                    PairScoringOnnx.bytes(checkpoint.weights()),
                    PairScoringOnnx.configuration());
        }
    }

    /** The learner's settings. */
    static GrpoSettings settings(TrainConfig config) {
        GrpoSettings standard = GrpoSettings.DEFAULT;
        return new GrpoSettings(
                config.groupSize(),
                config.batchGroups(),
                standard.epochs(),
                config.learningRate(),
                standard.clip(),
                standard.dualClip(),
                standard.entropyCoefficient(),
                standard.deviationFloor(),
                standard.gradientNorm(),
                config.maxStaleness(),
                config.groupDeadline().toMillis());
    }
}

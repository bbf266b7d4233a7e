package dev.maestro.decide;

import dev.maestro.core.decide.Policies;
import dev.maestro.core.decide.generative.GenerativePolicy;
import dev.maestro.core.decide.generative.TextModel;
import dev.maestro.core.episode.ObjectStore;
import dev.maestro.core.estimate.Calibrations;
import dev.maestro.core.experience.Experience;
import dev.maestro.core.observe.PictureStatistics;
import dev.maestro.core.observe.TextEncoder;
import dev.maestro.core.train.CheckpointStore;
import dev.maestro.runtime.kafka.KafkaAnswerChunks;
import dev.maestro.runtime.models.triton.ModelAddress;
import dev.maestro.runtime.models.triton.ModelScorer;
import dev.maestro.runtime.models.triton.ModelServerConfig;
import dev.maestro.runtime.models.triton.TritonClient;
import dev.maestro.schema.registry.PolicyEntry;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes the policies that this function can ask. */
@Singleton
public final class DecideBeans {

    /** The most that the network of the pair-scoring policy may take. */
    private static final Duration DECISION = Duration.ofSeconds(5);

    DecideBeans() {}

    @Produces
    @Singleton
    Policies policies(
            TextEncoder encoder,
            PictureStatistics pictures,
            Calibrations calibrations,
            TritonClient client,
            ModelServerConfig models,
            TextModel texts,
            KafkaAnswerChunks chunks,
            @ConfigProperty(name = "maestro.decide.answer-chunks", defaultValue = "true") boolean tellAnswers,
            ObjectStore objects,
            InstantSource clock) {
        return new Policies(
                encoder,
                pictures,
                calibrations,
                entry -> new ModelScorer(
                                client,
                                new ModelAddress(
                                        models.target(),
                                        entry.model() == null ? entry.id() : entry.model(),
                                        entry.version(),
                                        null),
                                DECISION,
                                clock)
                        .remembering(experience(objects, entry)),
                entry -> new GenerativePolicy(entry, texts, tellAnswers ? chunks : null));
    }

    /** What the version of a policy remembers, from its checkpoint. */
    private static Experience experience(ObjectStore objects, PolicyEntry entry) {
        try {
            return new CheckpointStore(objects, entry.id()).experience(entry.id(), entry.version());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot read what version " + entry.version() + " of " + entry.id() + " remembers", e);
        }
    }
}

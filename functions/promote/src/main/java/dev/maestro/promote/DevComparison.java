package dev.maestro.promote;

import dev.maestro.core.decide.Calibrations;
import dev.maestro.core.decide.Describer;
import dev.maestro.core.episode.ObjectStore;
import dev.maestro.core.train.Checkpoint;
import dev.maestro.core.train.LogEvaluation;
import dev.maestro.core.train.LogTrainer;
import dev.maestro.core.train.LoggedTask;
import dev.maestro.core.train.LoggedWorld;
import dev.maestro.core.train.OutcomeLog;
import dev.maestro.core.train.RememberingDescriber;
import dev.maestro.runtime.registry.Registries;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Compares versions on the dev split: the object {@code outcomes/dev} holds the digest of an outcome log. Without one
 * nothing can be compared, and nothing is promoted of itself.
 */
@ApplicationScoped
public class DevComparison implements VersionComparison {

    /** Name of the object that points to the outcome log of the dev split. */
    public static final String POINTER = "outcomes/dev";

    private static final int REMEMBERED = 4000;
    private static final int MOST_HOPS = 2;

    private final ObjectStore objects;
    private final Registries registries;
    private final Calibrations calibrations;
    private final PromoteConfig config;
    private @Nullable Prepared prepared;

    DevComparison(ObjectStore objects, Registries registries, Calibrations calibrations, PromoteConfig config) {
        this.objects = objects;
        this.registries = registries;
        this.calibrations = calibrations;
        this.config = config;
    }

    private record Prepared(
            String digest, String registryDigest, LoggedWorld world, List<LoggedTask> tasks, Describer describer) {}

    @Override
    public synchronized Optional<LogEvaluation.Comparison> of(Checkpoint candidate, Checkpoint serving)
            throws IOException {
        Optional<Prepared> ready = prepare();
        return ready.map(at -> evaluate(at, candidate).against(evaluate(at, serving)));
    }

    private static LogEvaluation evaluate(Prepared at, Checkpoint checkpoint) {
        return LogEvaluation.of(
                at.world(), at.tasks(), LogTrainer.entry(checkpoint), LogTrainer.policy(checkpoint, at.describer()));
    }

    private Optional<Prepared> prepare() throws IOException {
        Optional<byte[]> pointer = objects.get(POINTER);
        if (pointer.isEmpty()) {
            return Optional.empty();
        }
        String digest = new String(pointer.get(), StandardCharsets.UTF_8).strip();
        String registryDigest = registries.current().digest();
        Prepared known = prepared;
        if (known != null
                && known.digest().equals(digest)
                && known.registryDigest().equals(registryDigest)) {
            return Optional.of(known);
        }
        Optional<byte[]> log = objects.get(digest);
        if (log.isEmpty()) {
            return Optional.empty();
        }
        List<LoggedTask> tasks = OutcomeLog.read(digest, log.get());
        LoggedWorld world = new LoggedWorld(tasks, registries.current(), config.costWeight());
        Prepared fresh = new Prepared(
                digest,
                registryDigest,
                world,
                tasks,
                new RememberingDescriber(world.policies(calibrations).describer(MOST_HOPS), REMEMBERED));
        prepared = fresh;
        return Optional.of(fresh);
    }
}

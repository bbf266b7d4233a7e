package dev.maestro.promote;

import dev.maestro.core.decide.Describer;
import dev.maestro.core.episode.ObjectStore;
import dev.maestro.core.estimate.Calibrations;
import dev.maestro.core.observe.CalibrationData;
import dev.maestro.core.observe.Remembered;
import dev.maestro.core.registry.Digest;
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
    private static final int KEPT = 8;

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

    /** What is kept as long as log, registry and calibration stay the same. */
    private record Prepared(
            String digest,
            String registryDigest,
            CalibrationData calibration,
            Remembered<Version, LogEvaluation> evaluations) {

        /** A version plays all tasks once, however often it is compared. */
        LogEvaluation of(Checkpoint checkpoint) {
            return evaluations.get(new Version(Digest.of(checkpoint.bytes()), checkpoint));
        }
    }

    /** Versions are equal when their bytes are. */
    private record Version(String digest, Checkpoint checkpoint) {

        @Override
        public boolean equals(Object other) {
            return other instanceof Version version && version.digest.equals(digest);
        }

        @Override
        public int hashCode() {
            return digest.hashCode();
        }
    }

    @Override
    public synchronized Optional<LogEvaluation.Comparison> of(Checkpoint candidate, Checkpoint serving)
            throws IOException {
        Optional<Prepared> ready = prepare();
        return ready.map(at -> at.of(candidate).against(at.of(serving)));
    }

    @Override
    public synchronized void expect(Checkpoint serving) throws IOException {
        prepare().ifPresent(at -> at.of(serving));
    }

    private Optional<Prepared> prepare() throws IOException {
        Optional<byte[]> pointer = objects.get(POINTER);
        if (pointer.isEmpty()) {
            return Optional.empty();
        }
        String digest = new String(pointer.get(), StandardCharsets.UTF_8).strip();
        String registryDigest = registries.current().digest();
        CalibrationData calibration = calibrations.of(registries.current());
        Prepared known = prepared;
        if (known != null
                && known.digest().equals(digest)
                && known.registryDigest().equals(registryDigest)
                && known.calibration() == calibration) {
            return Optional.of(known);
        }
        Optional<byte[]> log = objects.get(digest);
        if (log.isEmpty()) {
            return Optional.empty();
        }
        List<LoggedTask> tasks = OutcomeLog.read(digest, log.get());
        LoggedWorld world = new LoggedWorld(tasks, registries.current(), config.costWeight());
        Describer describer =
                new RememberingDescriber(world.policies(any -> calibration).describer(MOST_HOPS), REMEMBERED);
        Prepared fresh = new Prepared(
                digest,
                registryDigest,
                calibration,
                new Remembered<>(
                        KEPT,
                        version -> LogEvaluation.of(
                                world,
                                tasks,
                                LogTrainer.entry(version.checkpoint()),
                                LogTrainer.policy(version.checkpoint(), describer))));
        prepared = fresh;
        return Optional.of(fresh);
    }
}

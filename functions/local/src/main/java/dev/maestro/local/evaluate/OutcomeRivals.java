package dev.maestro.local.evaluate;

import dev.maestro.core.episode.ObjectStore;
import dev.maestro.core.evaluate.LogRivals;
import dev.maestro.core.registry.RegistrySnapshot;
import dev.maestro.core.train.LoggedTask;
import dev.maestro.core.train.OutcomeLog;
import dev.maestro.core.train.SimpleRouters;
import dev.maestro.runtime.registry.StoredCalibrations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads the rivals of an evaluation from an outcome log, as {@code ./maestro outcomes --data} writes it. */
public final class OutcomeRivals {

    /** Lambda of a task that names none. */
    private static final double COST_WEIGHT = 0.1;

    private OutcomeRivals() {}

    /**
     * With the simple routers, who see the registry and the calibration of a home.
     *
     * @throws IOException when the log cannot be read
     */
    public static LogRivals of(Path log, RegistrySnapshot registry, ObjectStore objects) throws IOException {
        List<LoggedTask> tasks = tasks(log);
        return new LogRivals(tasks, SimpleRouters.of(tasks, registry, new StoredCalibrations(objects), COST_WEIGHT));
    }

    /**
     * Without the simple routers.
     *
     * @throws IOException when the log cannot be read
     */
    public static LogRivals withoutRouters(Path log) throws IOException {
        return new LogRivals(tasks(log), null);
    }

    private static List<LoggedTask> tasks(Path log) throws IOException {
        return OutcomeLog.read(log.toString(), Files.readAllBytes(log));
    }
}

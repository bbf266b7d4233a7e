package dev.maestro.local.command;

import dev.maestro.core.observe.CalibrationData;
import dev.maestro.core.observe.CalibrationFile;
import dev.maestro.core.train.Checkpoint;
import dev.maestro.core.train.GrpoSettings;
import dev.maestro.core.train.LoggedTask;
import dev.maestro.core.train.PairScoringOnnx;
import dev.maestro.local.flow.FlowSession;
import dev.maestro.local.train.LogRun;
import dev.maestro.runtime.registry.StoredCalibrations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code train --log}: learns from outcome logs, without calling an expert. */
final class LogTraining {

    private static final int VERSIONS = 160;

    private final FlowSession session;
    private final TrainOutput output;
    private final @Nullable String calibration;

    /**
     * Makes one.
     *
     * @param calibration file of calibration data, or none; null for that of the home
     */
    LogTraining(FlowSession session, TrainOutput output, @Nullable String calibration) {
        this.session = session;
        this.output = output;
        this.calibration = calibration;
    }

    /**
     * Learns on the train tasks, chooses on dev, reports on test.
     *
     * @param hops that bring evidence
     * @param updates versions to make; null for as many as usual
     */
    int run(List<LoggedTask> tasks, int hops, GrpoSettings settings, long seed, @Nullable Integer updates)
            throws IOException {
        CalibrationData data = calibration();
        LogRun run = new LogRun(tasks, session.registries().current(), registry -> data, hops);
        int[] sizes = run.sizes();
        if (sizes[0] == 0 || sizes[1] == 0) {
            throw new UserException(
                    "The outcome log has " + sizes[0] + " tasks to learn on and " + sizes[1]
                            + " to choose on; both are needed. Make them with ./maestro outcomes --split train, and --split dev.");
        }
        int versions = updates == null ? VERSIONS : updates;
        System.out.printf("Learning on %d tasks, choosing on %d, reporting on %d.%n", sizes[0], sizes[1], sizes[2]);
        LogRun.Result result;
        try (Progress progress = Progress.start("versions", versions)) {
            result = run.run(
                    Checkpoint.untrained(PairScoringOnnx.MODEL, seed),
                    settings,
                    seed,
                    versions,
                    CodeRevision.of(),
                    version -> progress.step());
        }
        Path page = output.write(session, result.checkpoint(), result.curve(), result.report());
        TrainOutput.print(result.report());
        System.out.println("Weights and plots: " + page);
        return 0;
    }

    private CalibrationData calibration() throws IOException {
        if (calibration == null) {
            return new StoredCalibrations(session.objects()).current();
        }
        if (calibration.equals("none")) {
            return CalibrationData.empty();
        }
        Path file = Path.of(calibration);
        if (!Files.exists(file)) {
            throw new UserException("There is no calibration file " + file + ".");
        }
        return CalibrationFile.read(file.toString(), Files.readAllBytes(file));
    }
}

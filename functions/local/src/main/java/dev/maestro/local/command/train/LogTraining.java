package dev.maestro.local.command.train;

import dev.maestro.core.observe.CalibrationData;
import dev.maestro.core.observe.CalibrationFile;
import dev.maestro.core.registry.RegistrySnapshot;
import dev.maestro.core.train.Checkpoint;
import dev.maestro.core.train.GrpoSettings;
import dev.maestro.core.train.LoggedTask;
import dev.maestro.core.train.PairScoringOnnx;
import dev.maestro.local.command.calibrate.CodeRevision;
import dev.maestro.local.command.terminal.Progress;
import dev.maestro.local.command.terminal.UserException;
import dev.maestro.local.flow.FlowSession;
import dev.maestro.local.train.LogRun;
import dev.maestro.local.train.ShippedTraining;
import dev.maestro.local.train.TrainReport;
import dev.maestro.runtime.registry.StoredCalibrations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
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
        int[] sizes = sizes(run);
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

    private static int[] sizes(LogRun run) {
        int[] sizes = run.sizes();
        if (sizes[0] == 0 || sizes[1] == 0) {
            throw new UserException(
                    "The outcome log has " + sizes[0] + " tasks to learn on and " + sizes[1]
                            + " to choose on; both are needed. Make them with ./maestro outcomes --split train, and --split dev.");
        }
        return sizes;
    }

    /**
     * Learns with several seeds and writes the best as the version to ship, if the gate lets it.
     *
     * @param seeds as many, from 1 on
     * @param updates versions of each seed
     * @param facts for its provenance
     */
    int ship(
            List<LoggedTask> tasks,
            GrpoSettings settings,
            long seeds,
            int updates,
            Path file,
            Map<String, String> facts)
            throws IOException {
        CalibrationData data = calibration();
        RegistrySnapshot registry = session.registries().current();
        int[] sizes = sizes(new LogRun(tasks, registry, any -> data, ShippedTraining.HOPS));
        System.out.printf("Learning on %d tasks, choosing on %d.%n", sizes[0], sizes[1]);
        ShippedTraining.Outcome outcome = new ShippedTraining(
                        tasks, registry, data, settings, updates, CodeRevision.of())
                .run(seeds, facts, LogTraining::tell);
        Checkpoint checkpoint = outcome.checkpoint();
        if (checkpoint == null) {
            System.out.println("Nothing written: against the calibrated router on dev the best version is "
                    + outcome.verdict().reason() + ".");
            return 1;
        }
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Files.write(file, checkpoint.bytes());
        System.out.printf("%s: %s%nweights %s%n", file, outcome.verdict().reason(), checkpoint.weightsSha256());
        return 0;
    }

    private static void tell(TrainReport report) {
        TrainReport.Measured dev = Objects.requireNonNull(report.dev());
        System.out.printf(
                Locale.ROOT,
                "seed %d: version %d, on dev right %.1f %%, reward %.4f; against the router right only by it %d, only"
                        + " by the router %d, reward %+.4f %s%n",
                report.seed(),
                report.version(),
                100 * dev.accuracy(),
                dev.reward(),
                dev.onlyPolicy(),
                dev.onlyRouter(),
                dev.gain(),
                dev.gain95());
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

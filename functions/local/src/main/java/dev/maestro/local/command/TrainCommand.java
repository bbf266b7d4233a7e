package dev.maestro.local.command;

import dev.maestro.core.episode.TerminalException;
import dev.maestro.core.observe.CalibrationData;
import dev.maestro.core.observe.CalibrationFile;
import dev.maestro.core.train.Checkpoint;
import dev.maestro.core.train.CheckpointStore;
import dev.maestro.core.train.GrpoSettings;
import dev.maestro.core.train.LoggedTask;
import dev.maestro.core.train.OutcomeLog;
import dev.maestro.core.train.PairScoringOnnx;
import dev.maestro.lab.tasks.Item;
import dev.maestro.lab.tasks.Split;
import dev.maestro.lab.tasks.TaskGenerator;
import dev.maestro.local.calibrate.CalibrationItem;
import dev.maestro.local.flow.FlowHost;
import dev.maestro.local.flow.FlowSession;
import dev.maestro.local.flow.HostOptions;
import dev.maestro.local.train.LearningCurve;
import dev.maestro.local.train.LiveRun;
import dev.maestro.local.train.LogRun;
import dev.maestro.local.train.Plots;
import dev.maestro.local.train.TopicRun;
import dev.maestro.local.train.TrainReport;
import dev.maestro.runtime.registry.StoredCalibrations;
import dev.maestro.schema.event.PolicyTrained;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code train}: the policy learns from rollouts through the flow, from an outcome log, or from the topic. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        description =
                "Trains the pair-scoring policy by GRPO: on rollouts collected through the flow, on an outcome log"
                        + " without calling experts (--log), or on trajectories that lie in the topic (--from-topic).",
        footer = {
            "",
            "Examples:",
            "  ./maestro train --updates 2 --batch-groups 4          rollouts through the flow",
            "  ./maestro train --log outcomes.gz --seed 1 --json train.json",
            "  ./maestro train --from-topic --since 2026-11-22T12:00:00Z",
            "  ./maestro train --data my-tasks                       on your own tasks"
        })
public final class TrainCommand implements Callable<Integer> {

    @Mixin
    private HomeOption home = new HomeOption();

    @Mixin
    private JsonOption json = new JsonOption();

    @Option(
            names = "--log",
            split = ",",
            paramLabel = "FILE",
            description = "Outcome logs to learn from, made by ./maestro outcomes.")
    private List<Path> logs = List.of();

    @Option(names = "--from-topic", description = "Learn from rewarded episodes in the topic.")
    private boolean fromTopic;

    @Option(
            names = "--since",
            defaultValue = "",
            paramLabel = "OFFSET|TIME",
            description = "Where in the topic to begin: an offset, or a time such as 2026-11-22T12:00:00Z.")
    private String since = "";

    @Option(names = "--data", paramLabel = "DIR", description = "Tasks of your own: a folder with items.jsonl.")
    private @Nullable Path data;

    @Option(names = "--seed", defaultValue = "1", description = "Seed of the run (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--updates", description = "Versions to make (default: 160 from a log, 3 through the flow).")
    private @Nullable Integer updates;

    @Option(
            names = "--rollouts",
            defaultValue = "8",
            description = "Rollouts of a task, G (default: ${DEFAULT-VALUE}).")
    private int rollouts;

    @Option(
            names = "--batch-groups",
            defaultValue = "32",
            description = "Tasks of an update (default: ${DEFAULT-VALUE}).")
    private int batchGroups;

    @Option(names = "--learning-rate", defaultValue = "3e-3", description = "Of Adam (default: ${DEFAULT-VALUE}).")
    private double learningRate;

    @Option(names = "--hops", defaultValue = "2", description = "Hops that bring evidence (default: ${DEFAULT-VALUE}).")
    private int hops;

    @Option(
            names = "--calibration",
            paramLabel = "FILE|none",
            description = "With --log: calibration data to use instead of that of the home.")
    private @Nullable String calibration;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Run folder for plots and weights (default: in the home).")
    private @Nullable Path out;

    @Option(names = "--patience", defaultValue = "180", description = "Seconds without progress before it gives up.")
    private int patience;

    @Override
    public Integer call() throws Exception {
        if (rollouts < 2 || batchGroups < 1 || hops < 1 || !(learningRate > 0) || patience < 1) {
            throw new UserException("--rollouts must be 2 or more; --batch-groups, --hops, --learning-rate and"
                    + " --patience above 0.");
        }
        checkSince();
        System.setProperty("maestro.train.batch-groups", Integer.toString(batchGroups));
        System.setProperty("maestro.train.group-size", Integer.toString(rollouts));
        System.setProperty("maestro.train.learning-rate", Double.toString(learningRate));
        System.setProperty("maestro.train.code-revision", CodeRevision.of());
        List<LoggedTask> logged = logged();
        List<Item> own = data == null ? List.of() : CalibrateCommand.items(data);
        return FlowHost.run(HostOptions.of(home.home()), session -> {
            if (fromTopic) {
                return topic(session);
            }
            return logged.isEmpty() ? live(session, own) : log(session, logged);
        });
    }

    private void checkSince() {
        try {
            if (!since.isBlank() && !since.matches("[0-9]{1,18}")) {
                Instant.parse(since);
            }
        } catch (DateTimeParseException e) {
            throw new UserException(
                    "--since is an offset such as 1200, or a time such as 2026-11-22T12:00:00Z; was '" + since + "'.");
        }
    }

    private List<LoggedTask> logged() throws IOException {
        List<LoggedTask> tasks = new ArrayList<>();
        for (Path log : logs) {
            if (!Files.exists(log)) {
                throw new UserException(
                        "There is no outcome log " + log + "; make one with ./maestro outcomes --log " + log + ".");
            }
            try {
                tasks.addAll(OutcomeLog.read(log.toString(), Files.readAllBytes(log)));
            } catch (TerminalException e) {
                throw new UserException(String.valueOf(e.getMessage()));
            }
        }
        return tasks;
    }

    private GrpoSettings settings() {
        GrpoSettings standard = GrpoSettings.DEFAULT;
        return new GrpoSettings(
                rollouts,
                batchGroups,
                standard.epochs(),
                learningRate,
                standard.clip(),
                standard.dualClip(),
                standard.entropyCoefficient(),
                standard.deviationFloor(),
                standard.gradientNorm(),
                standard.maxStaleness(),
                standard.groupMillis());
    }

    private Path folder(FlowSession session) throws IOException {
        Path folder = out == null
                ? session.home()
                        .path()
                        .resolve("runs")
                        .resolve("train-" + Long.toString(System.currentTimeMillis(), 36))
                : out;
        return Files.createDirectories(folder);
    }

    private int log(FlowSession session, List<LoggedTask> tasks) throws IOException {
        CalibrationData data = calibration(session);
        LogRun run = new LogRun(tasks, session.registries().current(), registry -> data, hops);
        int[] sizes = run.sizes();
        if (sizes[0] == 0 || sizes[1] == 0) {
            throw new UserException(
                    "The outcome log has " + sizes[0] + " tasks to learn on and " + sizes[1]
                            + " to choose on; both are needed. Make them with ./maestro outcomes --split train, and --split dev.");
        }
        int versions = updates == null ? 160 : updates;
        System.out.printf("Learning on %d tasks, choosing on %d, reporting on %d.%n", sizes[0], sizes[1], sizes[2]);
        LogRun.Result result;
        try (Progress progress = Progress.start("versions", versions)) {
            result = run.run(
                    Checkpoint.untrained(PairScoringOnnx.MODEL, seed),
                    settings(),
                    seed,
                    versions,
                    CodeRevision.of(),
                    version -> progress.step());
        }
        Path folder = folder(session);
        Files.write(
                folder.resolve("pair-scoring.checkpoint"), result.checkpoint().bytes());
        new Plots(result.curve()).write(folder, result.report());
        json.write(result.report());
        print(result.report());
        System.out.println("Weights and plots: " + folder.resolve("index.html"));
        return 0;
    }

    private CalibrationData calibration(FlowSession session) throws IOException {
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

    private static void print(TrainReport report) {
        Table table = new Table("on test", "right %", "95 %", "CPU ms", "reward");
        TrainReport.Measured test = report.test();
        if (test != null) {
            row(
                    table,
                    "version " + report.version(),
                    test.accuracy(),
                    test.interval95(),
                    test.cpuMillis(),
                    test.reward());
        }
        report.baselines()
                .forEach(rival -> row(
                        table, rival.name(), rival.accuracy(), rival.interval95(), rival.cpuMillis(), rival.reward()));
        System.out.println();
        System.out.print(table);
        if (test != null) {
            System.out.printf(
                    Locale.ROOT,
                    "oracle %.1f %%. Against the router: right only by the policy %d, only by the router %d of %d"
                            + " (p = %.3f); reward %+.4f %s%n",
                    100 * report.oracle(),
                    test.onlyPolicy(),
                    test.onlyRouter(),
                    test.n(),
                    test.p(),
                    test.gain(),
                    test.gain95());
        }
        System.out.printf(
                Locale.ROOT,
                "%d trajectories in %.1f s, %d dropped; weights %s%n",
                report.trajectories(),
                report.seconds(),
                report.dropped(),
                report.weightsSha256());
    }

    private static void row(
            Table table, String name, double accuracy, List<Double> interval, double cpuMillis, double reward) {
        table.row(
                name,
                String.format(Locale.ROOT, "%.1f", 100 * accuracy),
                String.format(Locale.ROOT, "%.1f-%.1f", 100 * interval.get(0), 100 * interval.get(1)),
                String.format(Locale.ROOT, "%.0f", cpuMillis),
                String.format(Locale.ROOT, "%.3f", reward));
    }

    private int live(FlowSession session, List<Item> own) throws IOException, InterruptedException {
        IntFunction<CalibrationItem> tasks = own.isEmpty()
                ? this::generated
                : index -> CalibrateCommand.item(own.get(Math.floorMod(index, own.size())));
        int versions = updates == null ? 3 : updates;
        LearningCurve curve = new LearningCurve();
        List<PolicyTrained> made = new ArrayList<>();
        long start = System.nanoTime();
        String run = "train-" + Long.toString(System.currentTimeMillis(), 36);
        LiveRun live = new LiveRun(session, run, batchGroups, rollouts, Duration.ofSeconds(patience));
        try {
            live.run(tasks, seed, versions, trained -> {
                made.add(trained);
                curve.add(new LearningCurve.Point(
                        trained.version(),
                        trained.meanReward(),
                        trained.entropy(),
                        trained.clipped(),
                        trained.meanStaleness(),
                        0,
                        trained.trajectories()));
                System.out.printf(
                        Locale.ROOT,
                        "version %d: reward %.3f, entropy %.2f, staleness %.1f, clipped %.2f, %d rollouts%n",
                        trained.version(),
                        trained.meanReward(),
                        trained.entropy(),
                        trained.meanStaleness(),
                        trained.clipped(),
                        trained.trajectories());
            });
        } catch (LiveRun.StandstillException e) {
            System.err.println("maestro: " + e.getMessage());
            return 1;
        }
        return finish(session, curve, made, (System.nanoTime() - start) / 1e9);
    }

    private int finish(FlowSession session, LearningCurve curve, List<PolicyTrained> made, double seconds)
            throws IOException {
        CheckpointStore store = new CheckpointStore(session.objects(), PairScoringOnnx.MODEL);
        long version = made.getLast().version();
        int waste = store.manifest(version)
                .map(manifest -> manifest.waste().stream()
                        .mapToInt(count -> count.count())
                        .sum())
                .orElse(0);
        TrainReport report = new TrainReport(
                seed,
                null,
                null,
                List.of(),
                0,
                seconds,
                made.stream().mapToLong(PolicyTrained::trajectories).sum(),
                waste,
                made.getLast().weightsSha256(),
                version,
                version);
        Path folder = folder(session);
        new Plots(curve).write(folder, report);
        json.write(report);
        System.out.println("weights " + report.weightsSha256() + "; plots: " + folder.resolve("index.html"));
        System.out.println("./maestro policy list shows the versions and which one decides.");
        return 0;
    }

    private CalibrationItem generated(int index) {
        var task = new TaskGenerator().task(Split.TRAIN, seed, index);
        return new CalibrationItem(
                task.id(),
                task.question(),
                task.images().stream().map(picture -> picture.png()).toList(),
                task.choices(),
                task.reference());
    }

    private int topic(FlowSession session) throws IOException {
        TopicRun.Result result = new TopicRun(session, settings(), CodeRevision.of()).run(since);
        System.out.printf(
                Locale.ROOT,
                "%d rewarded episodes read in %.1f s (%.0f/s), %d learned from, %d dropped, %d records unreadable%n"
                        + "%d versions, weights %s%n",
                result.read(),
                result.seconds(),
                result.read() / Math.max(1e-9, result.seconds()),
                result.report().trajectories(),
                result.report().dropped(),
                result.unreadable(),
                result.report().newest() - Checkpoint.FIRST,
                result.report().weightsSha256());
        result.followed().forEach(System.out::println);
        Path folder = folder(session);
        Files.write(
                folder.resolve("pair-scoring.checkpoint"), result.checkpoint().bytes());
        new Plots(result.curve()).write(folder, result.report());
        json.write(result.report());
        return result.isFaithful() ? 0 : 1;
    }
}

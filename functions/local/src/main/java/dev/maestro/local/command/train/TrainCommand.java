package dev.maestro.local.command.train;

import dev.maestro.core.registry.Digest;
import dev.maestro.core.train.GrpoSettings;
import dev.maestro.core.train.LoggedTask;
import dev.maestro.local.command.calibrate.CodeRevision;
import dev.maestro.local.command.calibrate.OutcomeLogs;
import dev.maestro.local.command.data.OwnTasks;
import dev.maestro.local.command.option.HomeOption;
import dev.maestro.local.command.option.JsonOption;
import dev.maestro.local.command.option.SetOptions;
import dev.maestro.local.command.terminal.UserException;
import dev.maestro.local.flow.FlowHost;
import dev.maestro.local.flow.HostOptions;
import dev.maestro.local.study.Study;
import dev.maestro.local.train.ShippedTraining;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
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
            "  ./maestro train --log calibration.gz,train.gz,dev.gz,test.gz --study learning,newcomers,ablations",
            "  ./maestro train --log train.gz,dev.gz --ship pair-scoring.checkpoint",
            "  ./maestro train --from-topic --since 2026-11-22T12:00:00Z",
            "  ./maestro train --data my-tasks                       on your own tasks"
        })
public final class TrainCommand implements Callable<Integer> {

    private static final int SHIPPED_UPDATES = 30;

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

    @Mixin
    private SetOptions sets = new SetOptions();

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

    @Option(
            names = "--study",
            split = ",",
            paramLabel = "PART",
            description =
                    "With --log, in place of a training run: tables of what learning adds. ${COMPLETION-CANDIDATES}.")
    private List<Study.Part> study = List.of();

    @Option(
            names = "--ship",
            paramLabel = "FILE",
            description =
                    "With --log: trains with --seeds seeds, and writes the best on dev as the version that Maestro"
                            + " comes with, if the gate finds it better than the calibrated router.")
    private @Nullable Path ship;

    @Option(
            names = "--seeds",
            defaultValue = "5",
            description = "Seeds of a study, and of --ship (default: ${DEFAULT-VALUE}).")
    private long seeds;

    @Option(names = "--patience", defaultValue = "180", description = "Seconds without progress before it gives up.")
    private int patience;

    @Override
    public Integer call() throws Exception {
        if (!study.isEmpty() && (logs.isEmpty() || seeds < 1)) {
            throw new UserException("--study needs outcome logs, --log FILE, and --seeds of 1 or more.");
        }
        if (rollouts < 2 || batchGroups < 1 || hops < 1 || !(learningRate > 0) || patience < 1) {
            throw new UserException("--rollouts must be 2 or more; --batch-groups, --hops, --learning-rate and"
                    + " --patience above 0.");
        }
        if (ship != null && (logs.isEmpty() || seeds < 1 || hops != ShippedTraining.HOPS || !study.isEmpty())) {
            throw new UserException("--ship needs outcome logs, --log FILE, --seeds of 1 or more, --hops "
                    + ShippedTraining.HOPS + ", and no --study.");
        }
        checkSince();
        System.setProperty("maestro.train.batch-groups", Integer.toString(batchGroups));
        System.setProperty("maestro.train.group-size", Integer.toString(rollouts));
        System.setProperty("maestro.train.learning-rate", Double.toString(learningRate));
        System.setProperty("maestro.train.code-revision", CodeRevision.of());
        List<LoggedTask> logged = OutcomeLogs.read(logs);
        OwnTasks own = OwnTasks.read(sets, seed);
        TrainOutput output = new TrainOutput(out, json);
        return FlowHost.run(HostOptions.of(home.home()), session -> {
            if (!study.isEmpty()) {
                return new StudyTraining(session, json).run(logged, EnumSet.copyOf(study), settings(), seeds, updates);
            }
            Path shipped = ship;
            if (shipped != null) {
                int versions = updates == null ? SHIPPED_UPDATES : updates;
                return new LogTraining(session, output, calibration)
                        .ship(logged, settings(), seeds, versions, shipped, facts(versions));
            }
            if (fromTopic) {
                return new TopicTraining(session, output).run(since, settings());
            }
            return logged.isEmpty()
                    ? new FlowTraining(session, output, own, seed)
                            .run(updates, settings(), Duration.ofSeconds(patience))
                    : new LogTraining(session, output, calibration).run(logged, hops, settings(), seed, updates);
        });
    }

    /** What the provenance says of the command and the logs. */
    private Map<String, String> facts(int versions) throws IOException {
        Map<String, String> facts = new TreeMap<>();
        List<String> names = new ArrayList<>();
        for (Path log : logs) {
            String name = String.valueOf(log.getFileName());
            names.add(name);
            facts.put("log " + name, Digest.of(Files.readAllBytes(log)));
        }
        facts.put(
                "command",
                "./maestro train --log " + String.join(",", names) + " --seeds " + seeds + " --updates " + versions
                        + " --learning-rate " + learningRate + " --rollouts " + rollouts + " --batch-groups "
                        + batchGroups + (calibration == null ? "" : " --calibration " + calibration) + " --ship FILE");
        return facts;
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
}

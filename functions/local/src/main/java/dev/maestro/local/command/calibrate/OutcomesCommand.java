package dev.maestro.local.command.calibrate;

import dev.maestro.core.registry.Pair;
import dev.maestro.core.train.LoggedTask;
import dev.maestro.core.train.OutcomeLog;
import dev.maestro.lab.tasks.TaskGenerator;
import dev.maestro.lab.tasks.family.Split;
import dev.maestro.local.calibrate.Calibration;
import dev.maestro.local.calibrate.CalibrationItem;
import dev.maestro.local.calibrate.CallTally;
import dev.maestro.local.command.data.OwnTasks;
import dev.maestro.local.command.option.FamilyOptions;
import dev.maestro.local.command.option.HomeOption;
import dev.maestro.local.command.option.JsonOption;
import dev.maestro.local.command.option.SetOptions;
import dev.maestro.local.command.terminal.UserException;
import dev.maestro.local.flow.FlowHost;
import dev.maestro.local.flow.FlowSession;
import dev.maestro.local.flow.HostOptions;
import dev.maestro.promote.DevComparison;
import dev.maestro.schema.wire.DataSource;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code outcomes}: runs every pair on tasks once and keeps what came of it, to train from without calling experts. */
@Command(
        name = "outcomes",
        mixinStandardHelpOptions = true,
        description =
                "Runs every pair of the registry once on tasks, second hops too, and appends what came of it to an"
                        + " outcome log. Tasks that the log holds already are not run again.",
        footer = {
            "",
            "Examples:",
            "  ./maestro outcomes --split train --tasks 220 --log outcomes.gz",
            "  ./maestro outcomes --data my-tasks --log mine.gz        on your own tasks"
        })
public final class OutcomesCommand implements Callable<Integer> {

    @Mixin
    private HomeOption home = new HomeOption();

    @Mixin
    private JsonOption json = new JsonOption();

    @Option(names = "--log", paramLabel = "FILE", required = true, description = "The outcome log; it is appended to.")
    private Path log = Path.of("outcomes.gz");

    @Option(
            names = "--split",
            defaultValue = "train",
            description = "Of generated tasks: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Split split = Split.TRAIN;

    @Option(names = "--tasks", defaultValue = "220", description = "Generated tasks (default: ${DEFAULT-VALUE}).")
    private int tasks;

    @Option(names = "--seed", defaultValue = "1", description = "Seed of the tasks (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Mixin
    private FamilyOptions families = new FamilyOptions();

    @Mixin
    private SetOptions sets = new SetOptions();

    @Option(names = "--gate", description = "Then use the log as the dev split that promotion is judged on.")
    private boolean gate;

    @Option(names = "--workers", defaultValue = "2", description = "Tasks at a time (default: ${DEFAULT-VALUE}).")
    private int workers;

    /** A task to run, with what the log says of it beside its outcomes. */
    record Source(
            String split,
            String family,
            String condition,
            CalibrationItem item,
            @Nullable DataSource set) {}

    @Override
    public Integer call() throws Exception {
        if (tasks < 1 || workers < 1) {
            throw new UserException("--tasks and --workers must be 1 or more.");
        }
        TaskGenerator generator = families.generator();
        OwnTasks own = OwnTasks.read(sets, seed);
        return FlowHost.run(HostOptions.of(home.home()), session -> run(session, own, generator));
    }

    private int run(FlowSession session, OwnTasks own, TaskGenerator generator) throws Exception {
        Set<String> known = new HashSet<>();
        if (Files.exists(log)) {
            OutcomeLog.read(log.toString(), Files.readAllBytes(log))
                    .forEach(task -> known.add(task.split() + "/" + task.id()));
        }
        List<Pair> pairs = session.registries().current().pairs();
        int n = own.isEmpty() ? tasks : own.size();
        AtomicInteger failures = new AtomicInteger();
        int added;
        CallTally tally;
        try (CalibrationWork work =
                CalibrationWork.open(session, session.registries().current(), n, workers)) {
            List<Boolean> isNew = work.each((calibration, index) -> {
                Source source = own.isEmpty() ? generated(generator, index) : of(own, index);
                if (known.contains(source.split() + "/" + source.item().id())) {
                    return false;
                }
                append(task(calibration, source, pairs, failures));
                return true;
            });
            added = Collections.frequency(isNew, true);
            tally = work.tally();
        }
        System.out.printf(
                "%d tasks added to %s, %d were there, %d failed calls%n", added, log, n - added, failures.get());
        System.out.println(CalibrationWork.told(tally, added));
        if (gate) {
            String digest = session.objects().putContent(Files.readAllBytes(log));
            session.objects().put(DevComparison.POINTER, digest.getBytes(StandardCharsets.UTF_8));
            System.out.println("Promotion is judged on this log from now on.");
        }
        json.write(
                Map.of("log", log.toString(), "added", added, "failures", failures.get(), "calls", tally.byExpert()));
        return failures.get() == 0 ? 0 : 1;
    }

    private Source generated(TaskGenerator generator, int index) {
        var task = generator.task(split, seed, index);
        CalibrationItem item = CalibrationItem.of(task);
        return new Source(split.label(), task.family(), task.condition(), item, null);
    }

    private static Source of(OwnTasks own, int index) {
        return new Source("own", own.family(index), "", own.get(index), own.source(index));
    }

    private static LoggedTask task(Calibration calibration, Source source, List<Pair> pairs, AtomicInteger failures)
            throws IOException {
        CalibrationItem item = source.item();
        Calibration.TaskOutcome outcome = calibration.deepened(item, pairs, calibration.run(item, pairs, Map.of()));
        failures.addAndGet(outcome.failures());
        Map<String, LoggedTask.LoggedRun> firsts = new java.util.LinkedHashMap<>();
        outcome.firsts().forEach((pairId, first) -> firsts.put(pairId, first.run()));
        return new LoggedTask(
                item.id(),
                source.split(),
                source.family(),
                source.condition(),
                item.question(),
                !item.images().isEmpty(),
                outcome.task().question(),
                outcome.task().statistics(),
                firsts,
                outcome.seconds(),
                source.set());
    }

    private synchronized void append(LoggedTask task) throws IOException {
        Path parent = log.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        try (OutputStream out = Files.newOutputStream(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            out.write(OutcomeLog.bytes(task));
        }
    }
}

package dev.maestro.local.command.calibrate;

import dev.maestro.core.observe.CalibrationData;
import dev.maestro.core.observe.CalibrationFile;
import dev.maestro.core.observe.Provenance;
import dev.maestro.core.registry.Pair;
import dev.maestro.core.registry.RegistrySnapshot;
import dev.maestro.core.train.LoggedTask;
import dev.maestro.lab.tasks.TaskGenerator;
import dev.maestro.lab.tasks.family.Split;
import dev.maestro.local.calibrate.Calibration;
import dev.maestro.local.calibrate.CalibrationItem;
import dev.maestro.local.command.data.OwnTasks;
import dev.maestro.local.command.option.HomeOption;
import dev.maestro.local.command.option.JsonOption;
import dev.maestro.local.command.option.SetOptions;
import dev.maestro.local.command.terminal.Table;
import dev.maestro.local.command.terminal.UserException;
import dev.maestro.local.flow.FlowHost;
import dev.maestro.local.flow.FlowSession;
import dev.maestro.local.flow.HostOptions;
import dev.maestro.runtime.registry.StoredCalibrations;
import dev.maestro.schema.wire.DataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code calibrate}: runs pairs once over calibration tasks and stores what came of it. */
@Command(
        name = "calibrate",
        mixinStandardHelpOptions = true,
        description = "Runs every pair of the registry, or those of one expert, once over calibration tasks, and stores"
                + " outcomes, cost and chains. Routers read them; a new expert is used once it was calibrated.",
        footer = {
            "",
            "Examples:",
            "  ./maestro calibrate                       every pair, 240 generated tasks (about 20 minutes)",
            "  ./maestro calibrate tesseract             only the pairs of one expert; the rest stays",
            "  ./maestro calibrate qwen3-vl-8b --data my-tasks    on your own tasks (items.jsonl and images)",
            "  ./maestro calibrate --data sets --half train --limit 40    of each set below a folder, 40 of one half",
            "  ./maestro calibrate --log outcomes.gz     from what was run already, without calling an expert"
        })
public final class CalibrateCommand implements Callable<Integer> {

    @Mixin
    private HomeOption home = new HomeOption();

    @Mixin
    private JsonOption json = new JsonOption();

    @Parameters(paramLabel = "EXPERT", arity = "0..1", description = "Only this expert's pairs (default: all).")
    private @Nullable String expert;

    @Option(names = "--tasks", defaultValue = "240", description = "Generated tasks (default: ${DEFAULT-VALUE}).")
    private int tasks;

    @Option(names = "--seed", defaultValue = "1", description = "Seed of the tasks (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Mixin
    private SetOptions sets = new SetOptions();

    @Option(
            names = "--log",
            paramLabel = "FILE",
            description = "Run nothing: take the outcomes of this log (./maestro outcomes). May be repeated.")
    private List<Path> logs = List.of();

    @Option(
            names = "--fresh",
            description = "With --data or --log: forget what was stored before, instead of adding these tasks to it.")
    private boolean fresh;

    @Option(names = "--out", paramLabel = "FILE", description = "Also write the calibration data to this file.")
    private @Nullable Path out;

    @Override
    public Integer call() throws Exception {
        if (tasks < 1) {
            throw new UserException("--tasks must be 1 or more.");
        }
        if (!logs.isEmpty() && !sets.data().isEmpty()) {
            throw new UserException("Give --data or --log, not both.");
        }
        List<LoggedTask> logged = OutcomeLogs.read(logs);
        OwnTasks own = OwnTasks.read(sets, seed);
        return FlowHost.run(
                HostOptions.of(home.home()), session -> logs.isEmpty() ? run(session, own) : take(session, logged));
    }

    /** Stores what a log holds. */
    private int take(FlowSession session, List<LoggedTask> logged) throws IOException {
        RegistrySnapshot registry = session.registries().current();
        List<Pair> pairs = pairs(registry);
        List<Calibration.TaskOutcome> outcomes = logged.stream()
                .map(task -> Calibration.TaskOutcome.of(task, pairs))
                .toList();
        List<DataSource> sources = List.copyOf(LoggedTask.sources(logged).values());
        return finish(session, registry, pairs, outcomes, sources, Observations.load(session.objects()));
    }

    private int run(FlowSession session, OwnTasks own) throws Exception {
        RegistrySnapshot registry = session.registries().current();
        List<Pair> pairs = pairs(registry);
        int n = own.isEmpty() ? tasks : own.size();
        IntFunction<CalibrationItem> source = own.isEmpty() ? this::generated : own::get;
        int workers = Runtime.getRuntime().availableProcessors();
        try (CalibrationWork work = CalibrationWork.open(session, registry, n, workers)) {
            Map<String, Map<String, String>> observations = Observations.load(session.objects());
            List<Calibration.TaskOutcome> outcomes = work.each((calibration, index) -> {
                CalibrationItem item = source.apply(index);
                return calibration.run(item, pairs, observations.getOrDefault(item.id(), Map.of()));
            });
            return finish(session, registry, pairs, outcomes, own.sources(), observations);
        }
    }

    private List<Pair> pairs(RegistrySnapshot registry) {
        if (expert == null) {
            return registry.pairs();
        }
        String id = registry.expert(expert)
                .orElseThrow(
                        () -> new UserException("There is no expert '" + expert + "'; see `./maestro registry list`."))
                .id();
        List<Pair> pairs = registry.pairs(List.of(id), List.of());
        if (pairs.isEmpty()) {
            throw new UserException("Expert '" + id + "' fits no skill: no skill needs its capabilities.");
        }
        return pairs;
    }

    private CalibrationItem generated(int index) {
        return CalibrationItem.of(new TaskGenerator().task(Split.CALIBRATION, seed, index));
    }

    private int finish(
            FlowSession session,
            RegistrySnapshot registry,
            List<Pair> pairs,
            List<Calibration.TaskOutcome> outcomes,
            List<DataSource> sources,
            Map<String, Map<String, String>> observations)
            throws IOException {
        StoredCalibrations store = new StoredCalibrations(session.objects());
        boolean adds = !fresh && !(sets.data().isEmpty() && logs.isEmpty());
        boolean replaces = expert == null && !adds;
        CalibrationData before = replaces ? CalibrationData.empty() : store.current();
        Provenance provenance = new Provenance(
                seed,
                registry.digest(),
                CodeRevision.of(),
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                Stream.concat(before.provenance().sources().stream(), sources.stream())
                        .distinct()
                        .toList());
        CalibrationData.Builder builder = before.toBuilder(provenance);
        Set<String> known = new HashSet<>();
        before.tasks().forEach(task -> known.add(task.id()));
        for (Calibration.TaskOutcome outcome : outcomes) {
            if (known.add(outcome.task().id())) {
                builder.task(outcome.task());
            }
            outcome.addTo(builder, pairs);
            outcome.firsts().forEach((pairId, first) -> observations
                    .computeIfAbsent(outcome.task().id(), key -> new LinkedHashMap<>())
                    .put(pairId, first.observation()));
        }
        byte[] bytes = CalibrationFile.bytes(builder.build());
        store.publish(bytes);
        Observations.save(session.objects(), observations);
        if (out != null) {
            Files.write(out, bytes);
        }
        return report(pairs, outcomes, bytes.length, provenance);
    }

    private int report(List<Pair> pairs, List<Calibration.TaskOutcome> outcomes, int size, Provenance provenance) {
        Table table = new Table("pair", "tasks", "right", "right %", "CPU ms");
        List<Map<String, Object>> rows = new ArrayList<>();
        int failures =
                outcomes.stream().mapToInt(Calibration.TaskOutcome::failures).sum();
        for (Pair pair : pairs) {
            List<Calibration.PairOutcome> runs = outcomes.stream()
                    .map(outcome -> outcome.firsts().get(pair.id()))
                    .filter(run -> run != null)
                    .toList();
            long right = runs.stream().filter(Calibration.PairOutcome::correct).count();
            double cost = runs.stream()
                    .mapToDouble(Calibration.PairOutcome::costMillis)
                    .average()
                    .orElse(0);
            table.row(
                    pair.id(),
                    runs.size(),
                    right,
                    runs.isEmpty() ? "" : String.format(java.util.Locale.ROOT, "%.1f", 100.0 * right / runs.size()),
                    String.format(java.util.Locale.ROOT, "%.1f", cost));
            rows.add(Map.of("pair", pair.id(), "tasks", runs.size(), "right", right, "cpuMillis", cost));
        }
        System.out.printf(
                "%n%s%n%d tasks, %d failed calls; stored (%d KB)%n", table, outcomes.size(), failures, size / 1024);
        json.write(Map.of(
                "tasks",
                outcomes.size(),
                "pairs",
                rows,
                "failures",
                failures,
                "bytes",
                size,
                "provenance",
                provenance));
        return failures == 0 ? 0 : 1;
    }
}

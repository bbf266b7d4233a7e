package dev.maestro.local.command.evaluate;

import dev.maestro.core.evaluate.batch.BatchRun;
import dev.maestro.core.evaluate.batch.BatchSettings;
import dev.maestro.core.evaluate.plan.Begun;
import dev.maestro.core.evaluate.plan.EvaluationPlan;
import dev.maestro.core.evaluate.report.EvaluationReport;
import dev.maestro.core.evaluate.report.Evaluations;
import dev.maestro.core.evaluate.report.GateVerdict;
import dev.maestro.core.evaluate.report.LogRivals;
import dev.maestro.local.command.terminal.Interrupted;
import dev.maestro.local.command.terminal.Progress;
import dev.maestro.local.command.terminal.UserException;
import dev.maestro.local.evaluate.ClientFlow;
import dev.maestro.local.flow.FlowClient;
import dev.maestro.local.flow.FlowSession;
import dev.maestro.report.EvaluationFolder;
import dev.maestro.report.FileItemLog;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Runs a plan through the flow, or what an earlier run left of it, and writes and prints the numbers. */
final class EvaluationRun {

    private final FlowSession session;
    private final EvaluationPlan plan;
    private final EvaluationFolder folder;
    private final Path path;
    private final long seed;

    EvaluationRun(FlowSession session, EvaluationPlan plan, EvaluationFolder folder, Path path, long seed) {
        this.session = session;
        this.plan = plan;
        this.folder = folder;
        this.path = path;
        this.seed = seed;
    }

    static String newId() {
        return "evaluation-" + UUID.randomUUID().toString().substring(0, 13);
    }

    /**
     * Runs it.
     *
     * @param concurrency items at a time; null for twice the processors
     * @param budgetMicroUsd of the whole batch; null for no limit
     * @param rivals from an outcome log of the items, or none
     */
    EvaluationReport run(@Nullable Integer concurrency, @Nullable Double budgetMicroUsd, LogRivals rivals)
            throws IOException, InterruptedException {
        Begun begun = begin();
        int atATime = concurrency == null ? 2 * Runtime.getRuntime().availableProcessors() : concurrency;
        BatchSettings settings = BatchSettings.of(begun.evaluationId(), begun.seed(), atATime, budgetMicroUsd);
        int notRun;
        try (FileItemLog log = folder.log()) {
            notRun = items(log, settings);
        }
        EvaluationReport report = folder.finish(
                Evaluations.Facts.of(plan, begun, settings, Instant.now(), rivals, notRun, EvaluationFolder.ITEMS));
        EvaluationTables.print(report);
        return report;
    }

    private Begun begin() throws IOException {
        String registry = session.registries().current().digest();
        Begun wanted = new Begun(newId(), seed, registry, Instant.now());
        Begun before = folder.begun().orElse(null);
        if (before == null) {
            folder.begin(wanted);
            return wanted;
        }
        if (before.seed() != seed || !before.registryDigest().equals(registry)) {
            throw new UserException(path + " holds an evaluation with another "
                    + (before.seed() == seed ? "registry" : "seed (" + before.seed() + ")")
                    + ". Choose another folder with --out, or add --fresh to begin again there.");
        }
        return before;
    }

    /** Runs the items that have no result yet; returns how many were not run. */
    private int items(FileItemLog log, BatchSettings settings) throws IOException, InterruptedException {
        int there = there(log);
        int total = plan.items() * plan.policies().size();
        System.out.printf(
                "%d items, %s. Results go to %s.%n",
                plan.items(), String.join(", ", plan.labels()), path.toAbsolutePath());
        if (there > 0) {
            System.out.printf("%d of %d results are there from before; --fresh would begin again.%n", there, total);
        }
        Interrupted interrupted = Interrupted.say(
                "Stopped. The same command with --out " + path.toAbsolutePath() + " goes on where this one stopped.");
        try (FlowClient client = session.client();
                Progress progress = Progress.start("items", Math.max(1, total - there))) {
            return new BatchRun(
                            new ClientFlow(client, session.objects()),
                            log,
                            settings,
                            InstantSource.system(),
                            result -> progress.step())
                    .run(plan.folders(), plan.policies());
        } finally {
            interrupted.over();
        }
    }

    private int there(FileItemLog log) throws IOException {
        Set<String> labels = Set.copyOf(plan.labels());
        Set<String> keys = new HashSet<>();
        log.each(result -> {
            if (labels.contains(result.policy())) {
                keys.add(result.key());
            }
        });
        return keys.size();
    }

    /** 1 when a pass rule does not hold, or items were not run. */
    static int exitCode(EvaluationReport report) {
        GateVerdict gate = report.gate();
        if (gate != null) {
            return gate.passed() ? 0 : 1;
        }
        boolean nothing = report.benchmarks().stream().allMatch(each -> each.n() == each.infrastructureFailures());
        return nothing || report.notRun() > 0 ? 1 : 0;
    }
}

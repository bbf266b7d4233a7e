package dev.maestro.evaluate;

import dev.maestro.core.episode.TerminalException;
import dev.maestro.core.evaluate.BatchRun;
import dev.maestro.core.evaluate.BatchSettings;
import dev.maestro.core.evaluate.EvaluationRecords;
import dev.maestro.core.evaluate.EvaluationReport;
import dev.maestro.core.evaluate.Evaluations;
import dev.maestro.core.evaluate.GateVerdict;
import dev.maestro.core.evaluate.LogRivals;
import dev.maestro.core.evaluate.ObjectItemLog;
import dev.maestro.core.evaluate.PolicyCheck;
import dev.maestro.core.evaluate.PolicyChoice;
import dev.maestro.core.evaluate.RequestedPlan;
import dev.maestro.core.evaluate.StoredFlow;
import dev.maestro.core.train.CheckpointStore;
import dev.maestro.runtime.StepFunction;
import dev.maestro.runtime.models.ModelPublisher;
import dev.maestro.runtime.registry.Registries;
import dev.maestro.schema.event.EvaluationCompleted;
import dev.maestro.schema.event.EvaluationRequested;
import dev.maestro.schema.event.EvaluationScore;
import dev.maestro.schema.event.Event;
import dev.maestro.schema.event.Stage;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;

/**
 * Evaluate: runs a batch of tasks through the same flow as users' questions. One evaluation at a time; after a kill the
 * request comes again and goes on item by item from the log in the object store.
 */
@ApplicationScoped
public class EvaluateFunction implements StepFunction {

    private final Registries registries;
    private final StoredFlow flow;
    private final ModelPublisher models;
    private final EvaluateConfig config;
    private final InstantSource clock;
    private final Semaphore alone = new Semaphore(1, true);

    EvaluateFunction(
            Registries registries, StoredFlow flow, ModelPublisher models, EvaluateConfig config, InstantSource clock) {
        this.registries = registries;
        this.flow = flow;
        this.models = models;
        this.config = config;
        this.clock = clock;
    }

    @Override
    public Stage stage() {
        return Stage.EVALUATE;
    }

    @Override
    public List<Event> handle(Event event) throws IOException, InterruptedException {
        EvaluationRequested request = (EvaluationRequested) event;
        EvaluationRecords records = new EvaluationRecords(flow.objects());
        RequestedPlan plan;
        try {
            plan = RequestedPlan.of(request, roots(), registries.current(), flow.objects());
        } catch (TerminalException | NoSuchFileException e) {
            return List.of(records.ended(request, refused(request, String.valueOf(e.getMessage()))));
        }
        if (!records.claim(request)) {
            return List.of(records.ended(
                    request,
                    refused(
                            request,
                            "another request under the id " + request.evaluationId() + " asked for something else;"
                                    + " its evaluation stands. Ask for this one under an id of its own")));
        }
        alone.acquire();
        try {
            load(plan);
            return List.of(records.ended(request, run(request, plan)));
        } finally {
            alone.release();
        }
    }

    /** A version that waits for this evaluation was never loaded; where there is no repository, others have to. */
    private void load(RequestedPlan plan) throws IOException {
        for (PolicyChoice choice : plan.policies()) {
            OptionalLong version = PolicyCheck.trainedVersion(choice, registries.current());
            if (version.isPresent() && models.isEnabled()) {
                models.publish(new CheckpointStore(flow.objects(), choice.policyId())
                        .checkpoint(choice.policyId(), version.getAsLong()));
            }
        }
    }

    private List<Path> roots() {
        return config.data().orElse(List.of()).stream().map(Path::of).toList();
    }

    private EvaluationCompleted refused(EvaluationRequested request, String reason) {
        return new EvaluationCompleted(
                String.valueOf(request.evaluationId()),
                String.valueOf(request.policy()),
                List.of(),
                "refused",
                reason,
                0,
                0,
                List.of(),
                0,
                null,
                null,
                request.contentDigest(),
                clock.instant());
    }

    private EvaluationCompleted run(EvaluationRequested request, RequestedPlan plan)
            throws IOException, InterruptedException {
        Instant start = clock.instant();
        long seed = request.seed() == null ? 1 : request.seed();
        BatchSettings settings =
                BatchSettings.of(request.evaluationId(), seed, config.concurrency(), request.budgetMicroUsd());
        ObjectItemLog log = new ObjectItemLog(flow.objects(), request.evaluationId());
        int notRun = new BatchRun(flow, log, settings, clock, result -> {}).run(plan.folders(), plan.policies());
        String items = log.whole();
        EvaluationReport report = Evaluations.report(
                log,
                new Evaluations.Facts(
                        request.evaluationId(),
                        plan.policies().stream().map(PolicyChoice::label).toList(),
                        registries.current().digest(),
                        seed,
                        start,
                        clock.instant(),
                        config.concurrency(),
                        plan.rules(),
                        LogRivals.none(),
                        plan.bad(),
                        notRun,
                        request.budgetMicroUsd(),
                        items));
        return completed(request, report, log.report(report));
    }

    private EvaluationCompleted completed(EvaluationRequested request, EvaluationReport report, String name) {
        GateVerdict gate = report.gate();
        return new EvaluationCompleted(
                report.evaluationId(),
                report.policy(),
                report.policyVersions(),
                gate == null ? "done" : gate.passed() ? "passed" : "failed",
                gate == null ? null : gate.reason(),
                report.macro(),
                report.micro(),
                report.benchmarks().stream()
                        .map(each -> new EvaluationScore(
                                each.name(),
                                each.n(),
                                each.correct(),
                                each.accuracy(),
                                each.interval95().get(0),
                                each.interval95().get(1),
                                each.infrastructureFailures()))
                        .toList(),
                report.notRun(),
                name,
                report.itemLog(),
                request.contentDigest(),
                clock.instant());
    }
}

package dev.maestro.evaluate;

import dev.maestro.core.episode.TerminalException;
import dev.maestro.core.evaluate.batch.BatchRun;
import dev.maestro.core.evaluate.batch.BatchSettings;
import dev.maestro.core.evaluate.batch.ObjectItemLog;
import dev.maestro.core.evaluate.batch.StoredFlow;
import dev.maestro.core.evaluate.plan.Begun;
import dev.maestro.core.evaluate.plan.EvaluationPlan;
import dev.maestro.core.evaluate.plan.EvaluationRecords;
import dev.maestro.core.evaluate.plan.PolicyCheck;
import dev.maestro.core.evaluate.plan.PolicyChoice;
import dev.maestro.core.evaluate.plan.RequestedPlan;
import dev.maestro.core.evaluate.report.Evaluations;
import dev.maestro.core.evaluate.report.LogRivals;
import dev.maestro.core.registry.RegistrySnapshot;
import dev.maestro.core.train.CheckpointStore;
import dev.maestro.report.EvaluationFolder;
import dev.maestro.runtime.StepFunction;
import dev.maestro.runtime.models.publish.ModelPublisher;
import dev.maestro.runtime.registry.Registries;
import dev.maestro.runtime.registry.StoredCalibrations;
import dev.maestro.schema.event.EvaluationCompleted;
import dev.maestro.schema.event.EvaluationRequested;
import dev.maestro.schema.event.Event;
import dev.maestro.schema.event.Stage;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
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
        RequestedPlan requested;
        LogRivals rivals;
        try {
            RegistrySnapshot registry = registries.current();
            requested = RequestedPlan.of(request, roots(), registry, flow.objects());
            rivals = rivals(requested, registry);
            EvaluationFiles.own(records, requested, request.evaluationId());
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
            return List.of(records.ended(request, evaluated(request, requested, rivals)));
        } finally {
            alone.release();
        }
    }

    private EvaluationCompleted evaluated(EvaluationRequested request, RequestedPlan requested, LogRivals rivals)
            throws IOException, InterruptedException {
        EvaluationFiles opened;
        try {
            opened = EvaluationFiles.open(flow.objects(), requested, request.evaluationId(), config.reports());
        } catch (TerminalException e) {
            return refused(request, String.valueOf(e.getMessage()));
        }
        try (EvaluationFiles files = opened) {
            load(requested.plan());
            return run(request, requested.plan(), rivals, files);
        }
    }

    private LogRivals rivals(RequestedPlan requested, RegistrySnapshot registry) throws IOException {
        Path log = requested.outcomeLog();
        return log == null ? LogRivals.none() : LogRivals.read(log, registry, new StoredCalibrations(flow.objects()));
    }

    /** A version that waits for this evaluation was never loaded; where there is no repository, others have to. */
    private void load(EvaluationPlan plan) throws IOException {
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
        return Completions.refused(request, reason, clock.instant());
    }

    private EvaluationCompleted run(
            EvaluationRequested request, EvaluationPlan plan, LogRivals rivals, EvaluationFiles files)
            throws IOException, InterruptedException {
        Begun begun = begin(request);
        BatchSettings settings =
                BatchSettings.of(begun.evaluationId(), begun.seed(), config.concurrency(), request.budgetMicroUsd());
        ObjectItemLog log = new ObjectItemLog(flow.objects(), request.evaluationId());
        int notRun = new BatchRun(flow, log, settings, clock, result -> {}).run(plan.folders(), plan.policies());
        Evaluations.Facts facts =
                Evaluations.Facts.of(plan, begun, settings, clock.instant(), rivals, notRun, EvaluationFolder.ITEMS);
        return Completions.of(request, files.write(begun, log, facts), clock.instant());
    }

    /** What a killed run began; where another registry decides by now, the report names both. */
    private Begun begin(EvaluationRequested request) throws IOException {
        String digest = registries.current().digest();
        Begun wanted =
                new Begun(request.evaluationId(), request.seed() == null ? 1 : request.seed(), digest, clock.instant());
        Begun begun = new EvaluationRecords(flow.objects()).begin(wanted);
        return begun.registryDigest().equals(digest)
                ? begun
                : new Begun(
                        begun.evaluationId(),
                        begun.seed(),
                        begun.registryDigest() + ", then " + digest,
                        begun.startedAt());
    }
}

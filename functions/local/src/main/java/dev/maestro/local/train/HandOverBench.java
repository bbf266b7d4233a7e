package dev.maestro.local.train;

import dev.maestro.core.experience.Attempt;
import dev.maestro.core.experience.Experience;
import dev.maestro.core.experience.TaskPoint;
import dev.maestro.core.observe.History;
import dev.maestro.core.promote.DecisionStore;
import dev.maestro.core.promote.ServingStore;
import dev.maestro.core.registry.RegistrySnapshot;
import dev.maestro.core.train.Checkpoint;
import dev.maestro.core.train.CheckpointStore;
import dev.maestro.core.train.LoggedTask;
import dev.maestro.core.train.LoggedTask.LoggedRun;
import dev.maestro.core.train.OutcomeLog;
import dev.maestro.core.train.PairScoringOnnx;
import dev.maestro.local.flow.FlowClient;
import dev.maestro.local.flow.FlowSession;
import dev.maestro.promote.DevComparison;
import dev.maestro.schema.event.PolicyRolledBack;
import dev.maestro.schema.event.PolicyTrained;
import dev.maestro.schema.event.RewardAssigned;
import dev.maestro.schema.event.TaskSubmitted;
import dev.maestro.schema.wire.Purpose;
import dev.maestro.schema.wire.Reference;
import dev.maestro.schema.wire.Settings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * How long it takes until a version that the trainer has just committed decides, and until the one before decides again,
 * in the flow of this process: through the gate, the model server and the pointer, while episodes run all the time. The
 * outcomes that the gate judges by are made up so that the new version is better. Two versions are committed, as a trainer
 * does: one that is not compared, and the next one, which is. For a home of its own.
 */
public final class HandOverBench {

    private static final String POLICY = PairScoringOnnx.MODEL;
    private static final int DEV_TASKS = 60;
    private static final int WARM = 10;
    private static final long NOT_COMPARED = 4;
    private static final long COMPARED = 5;
    private static final int MOST = 400;
    private static final long PATIENCE_SECONDS = 60;

    private final FlowSession session;
    private final CheckpointStore store;
    private int submitted;
    private int broken;
    private double judgedMillis;

    /**
     * What was measured.
     *
     * @param handOverMillis from the trainer's commit until the reward of the first episode that the new version decided
     * @param rollBackMillis from the roll-back until that of the first one that the version before decided again
     * @param judgedMillis from the commit until the gate's decision was stored, as often as it was looked: between episodes
     * @param episodes that ran meanwhile, one after the other
     * @param failed episodes that broke, or came to no reward within a minute
     */
    public record Report(double handOverMillis, double judgedMillis, double rollBackMillis, int episodes, int failed) {}

    /** In this flow. */
    public HandOverBench(FlowSession session) {
        this.session = session;
        this.store = new CheckpointStore(session.objects(), POLICY);
    }

    /**
     * Measures.
     *
     * @throws IllegalStateException when the version does not come to decide
     */
    public Report run() throws IOException, InterruptedException {
        List<LoggedTask> dev = dev(session.registries().current());
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        for (LoggedTask task : dev) {
            log.write(OutcomeLog.bytes(task));
        }
        String digest = session.objects().putContent(log.toByteArray());
        session.objects().put(DevComparison.POINTER, digest.getBytes(StandardCharsets.UTF_8));
        try (FlowClient client = session.client()) {
            for (int i = 0; i < WARM; i++) {
                episode(client);
            }
            commit(client, version(NOT_COMPARED, Experience.NONE));
            for (int i = 0; i < WARM; i++) {
                episode(client);
            }
            long committed = System.nanoTime();
            commit(client, version(COMPARED, atDev(dev)));
            double handOver = until(client, COMPARED, committed);
            long back = System.nanoTime();
            ServingStore serving = new ServingStore(session.objects());
            serving.put(serving.of(POLICY, Checkpoint.FIRST).rolledBack());
            client.publish(
                    List.of(new PolicyRolledBack(POLICY, COMPARED, Checkpoint.FIRST, "by the bench", Instant.now())));
            double rollBack = until(client, Checkpoint.FIRST, back);
            return new Report(handOver, judgedMillis, rollBack, submitted, broken);
        }
    }

    private void commit(FlowClient client, Checkpoint version) throws IOException {
        PolicyTrained trained = store.commit(new PolicyTrained(
                POLICY, version.version(), store.put(version), version.weightsSha256(), 0, 0, 0, 0, 0, Instant.now()));
        client.publish(List.of(trained));
    }

    private double until(FlowClient client, long version, long since) throws IOException, InterruptedException {
        DecisionStore decisions = new DecisionStore(session.objects(), POLICY);
        for (int i = 0; i < MOST; i++) {
            String decided = episode(client);
            if (judgedMillis == 0 && decisions.of(COMPARED).isPresent()) {
                judgedMillis = (System.nanoTime() - since) / 1e6;
            }
            if (decided.equals(Long.toString(version))) {
                return (System.nanoTime() - since) / 1e6;
            }
        }
        throw new IllegalStateException("version " + version + " decided none of " + MOST + " episodes; the gate said: "
                + decisions
                        .of(COMPARED)
                        .map(decision -> decision.fact().toString())
                        .orElse("nothing yet"));
    }

    /** Runs an episode to its reward; gives the version that decided it. */
    private String episode(FlowClient client) throws InterruptedException {
        TaskSubmitted task = new TaskSubmitted(
                "hand-over-" + submitted,
                "default",
                Purpose.EVALUATE,
                "What is 17 * 23?",
                List.of(),
                List.of(),
                new Reference("391", "number", "exact", "bench"),
                new Settings(POLICY, null, 1, null, null, List.of(), List.of(), null),
                Instant.now());
        submitted++;
        try {
            RewardAssigned rewarded = client.submit(task).getFirst().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            broken += rewarded.reward().status().equals("broken") ? 1 : 0;
            return rewarded.state().policyVersion();
        } catch (ExecutionException | TimeoutException e) {
            broken++;
            return "";
        }
    }

    /** Tasks on which the first pair of the registry alone is right: a dear one, which the router does not choose there. */
    private static List<LoggedTask> dev(RegistrySnapshot registry) {
        String right = registry.pairs().getFirst().id();
        List<LoggedTask> tasks = new ArrayList<>();
        for (LoggedTask task : MadeUpLog.tasks(registry, "dev", DEV_TASKS, 5)) {
            Map<String, LoggedRun> firsts = new LinkedHashMap<>();
            task.firsts()
                    .forEach((pairId, run) -> firsts.put(
                            pairId,
                            new LoggedRun(
                                    pairId.equals(right) ? 1 : 0,
                                    run.cpuMillis(),
                                    run.costMicroUsd(),
                                    pairId.equals(right) ? "the answer" : "")));
            tasks.add(new LoggedTask(
                    task.id(),
                    task.split(),
                    task.family(),
                    task.condition(),
                    task.question(),
                    task.hasImage(),
                    task.embedding(),
                    task.statistics(),
                    firsts,
                    List.of()));
        }
        return tasks;
    }

    /** Attempts at the dev tasks, all of the pair that is right on them. */
    private Experience atDev(List<LoggedTask> dev) {
        String right = session.registries().current().pairs().getFirst().id();
        Attempt.Situation nothing = Attempt.Situation.of(new History(List.of(), Set.of()));
        return Experience.NONE.with(dev.stream()
                .map(task -> new Attempt(TaskPoint.of(task.embedding(), task.statistics()), nothing, right, 1, (float)
                        StrictMath.log(50)))
                .toList());
    }

    /** The untrained weights with attempts to remember. */
    private Checkpoint version(long number, Experience remembered) throws IOException {
        return new Checkpoint(
                POLICY, number, store.first(POLICY).learner(), remembered, 0, Map.of("made", "by the bench"));
    }
}

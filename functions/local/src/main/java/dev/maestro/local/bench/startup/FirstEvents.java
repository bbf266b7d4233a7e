package dev.maestro.local.bench.startup;

import dev.maestro.core.episode.ObjectStore;
import dev.maestro.core.registry.RegistrySnapshot;
import dev.maestro.core.train.Checkpoint;
import dev.maestro.core.train.CheckpointStore;
import dev.maestro.core.train.PairScoringOnnx;
import dev.maestro.schema.event.ActionDecided;
import dev.maestro.schema.event.EpisodeEnded;
import dev.maestro.schema.event.EpisodeStarted;
import dev.maestro.schema.event.EvaluationRequested;
import dev.maestro.schema.event.EventType;
import dev.maestro.schema.event.PolicyTrained;
import dev.maestro.schema.event.RewardAssigned;
import dev.maestro.schema.event.Stage;
import dev.maestro.schema.event.TaskReference;
import dev.maestro.schema.event.TaskSubmitted;
import dev.maestro.schema.wire.Action;
import dev.maestro.schema.wire.Budget;
import dev.maestro.schema.wire.Call;
import dev.maestro.schema.wire.Decision;
import dev.maestro.schema.wire.EpisodeEnd;
import dev.maestro.schema.wire.EpisodeState;
import dev.maestro.schema.wire.Purpose;
import dev.maestro.schema.wire.Reference;
import dev.maestro.schema.wire.Reward;
import dev.maestro.schema.wire.Settings;
import dev.maestro.schema.wire.Step;
import dev.maestro.schema.wire.Task;
import dev.maestro.schema.wire.Usage;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The first event of each function, over the embedded registry; another one for each start, or the journal would answer.
 * Two are smaller than a day's work: {@code train} takes up one episode, of a group that stays open, and {@code
 * evaluate} refuses a request, as a batch would need all other functions. {@code promote} rejects a version, for want of
 * an outcome log.
 */
final class FirstEvents {

    private static final String QUESTION = "What is the symbol of the element gold?";
    private static final Duration LONG = Duration.ofMinutes(10);

    private final RegistrySnapshot registry;
    private final ObjectStore objects;

    /**
     * Makes them.
     *
     * @param registry that is current
     * @param objects of the function that is started
     */
    FirstEvents(RegistrySnapshot registry, ObjectStore objects) {
        this.registry = registry;
        this.objects = objects;
    }

    /**
     * A first event.
     *
     * @param number of the start, from 0
     */
    FirstEvent of(Stage stage, int number) throws IOException {
        String id = "startup-" + number;
        return switch (stage) {
            case GATEWAY -> FirstEvent.asked("{\"question\": \"" + QUESTION + "\"}");
            case TASK -> FirstEvent.of(EventType.EPISODE_STARTED, submitted(id));
            case DECIDE ->
                FirstEvent.of(
                        EventType.ACTION_DECIDED, new EpisodeStarted(state(id, Purpose.SERVE, "calibrated-router")));
            case INVOKE -> FirstEvent.of(EventType.SKILL_INVOKED, decided(id));
            case REWARD ->
                FirstEvent.of(
                        EventType.REWARD_ASSIGNED,
                        new TaskReference(id, Purpose.EVALUATE, new Reference("Au", "text", "exact", null)),
                        new EpisodeEnded(
                                state(id, Purpose.EVALUATE, "calibrated-router"),
                                new EpisodeEnd.Answered("Au"),
                                Instant.now()));
            case TRAIN -> FirstEvent.committed(rewarded(id));
            case EVALUATE -> FirstEvent.of(EventType.EVALUATION_COMPLETED, requested(id));
            case PROMOTE -> FirstEvent.of(EventType.POLICY_REJECTED, trained(number));
        };
    }

    private static TaskSubmitted submitted(String id) {
        return new TaskSubmitted(
                id, "default", Purpose.SERVE, QUESTION, List.of(), List.of(), null, Settings.DEFAULT, Instant.now());
    }

    private EpisodeState state(String id, Purpose purpose, String policyId) {
        Instant now = Instant.now();
        Task task =
                new Task(id, "default", purpose, QUESTION, List.of(), List.of(), purpose == Purpose.EVALUATE, Map.of());
        return new EpisodeState(
                id + "-0",
                0,
                0,
                task,
                registry.digest(),
                policyId,
                registry.policy(policyId).orElseThrow().version(),
                Budget.DEFAULT,
                0,
                List.of(),
                List.of(),
                1,
                now,
                now.plus(LONG),
                Usage.NONE,
                List.of(),
                Map.of());
    }

    private ActionDecided decided(String id) {
        EpisodeState state = state(id, Purpose.SERVE, "calibrated-router");
        Call call = new Call(0, "element-kb", "knowledge-lookup", QUESTION);
        Decision decision = Decision.certain(new Action.Invoke(List.of(call)), state.policyId(), state.policyVersion());
        return new ActionDecided(state.with(List.of(new Step(0, decision, List.of())), Usage.NONE));
    }

    private RewardAssigned rewarded(String id) {
        return new RewardAssigned(
                state(id, Purpose.TRAIN, PairScoringOnnx.MODEL),
                new EpisodeEnd.Answered("Au"),
                new Reward("scored", 1, 1, 0, 2, "exact"),
                Instant.now());
    }

    private static EvaluationRequested requested(String id) {
        return EvaluationRequested.of(id, List.of("no-such-set"), "calibrated-router", Instant.now());
    }

    /** Version 2 and on; {@code promote} compares it with the first and finds no log to compare on. */
    private PolicyTrained trained(int number) throws IOException {
        CheckpointStore store = new CheckpointStore(objects, PairScoringOnnx.MODEL);
        Checkpoint first = Checkpoint.untrained(PairScoringOnnx.MODEL, 1);
        Checkpoint next = new Checkpoint(
                first.policyId(),
                Checkpoint.FIRST + 1 + number,
                first.learner(),
                first.experience(),
                0,
                first.provenance());
        return store.commit(new PolicyTrained(
                next.policyId(), next.version(), store.put(next), next.weightsSha256(), 1, 0, 0, 0, 0, Instant.now()));
    }
}

package dev.maestro.core.evaluate;

import dev.maestro.core.MemoryStore;
import dev.maestro.core.TestData;
import dev.maestro.core.evaluate.batch.EvaluationFlow;
import dev.maestro.core.registry.RegistrySnapshot;
import dev.maestro.core.reward.CodeJudge;
import dev.maestro.core.reward.RewardRules;
import dev.maestro.core.reward.Rewarding;
import dev.maestro.core.task.Admission;
import dev.maestro.core.task.AdmissionLimits;
import dev.maestro.core.task.EpisodeIds;
import dev.maestro.core.task.PolicyVersions;
import dev.maestro.schema.event.EpisodeEnded;
import dev.maestro.schema.event.EpisodeStarted;
import dev.maestro.schema.event.Event;
import dev.maestro.schema.event.RewardAssigned;
import dev.maestro.schema.event.TaskSubmitted;
import dev.maestro.schema.wire.EpisodeEnd;
import dev.maestro.schema.wire.EpisodeState;
import dev.maestro.schema.wire.Usage;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * A flow with the real admission and the real rewards, whose episodes end as a function says, each on a thread of its
 * own. A task that comes again brings no second reward, as in the flow.
 */
final class FakeFlow implements EvaluationFlow {

    private final MemoryStore objects = new MemoryStore();
    private final Map<String, RewardAssigned> ended = new ConcurrentHashMap<>();
    private final Function<EpisodeState, EpisodeEnd> world;
    private final Executor executor = task -> Thread.ofVirtual().start(task);
    final ConcurrentLinkedQueue<TaskSubmitted> submitted = new ConcurrentLinkedQueue<>();
    final ConcurrentLinkedQueue<EpisodeStarted> started = new ConcurrentLinkedQueue<>();
    double cost = 1;
    Runnable beforeReward = () -> {};

    FakeFlow(Function<EpisodeState, EpisodeEnd> world) {
        this.world = world;
    }

    @Override
    public String store(byte[] picture) throws IOException {
        return objects.putContent(picture);
    }

    @Override
    public CompletableFuture<RewardAssigned> submit(TaskSubmitted task, Runnable onEnd) {
        submitted.add(task);
        CompletableFuture<RewardAssigned> future = new CompletableFuture<>();
        if (!ended.containsKey(EpisodeIds.episodeId(task.taskId(), 0))) {
            executor.execute(() -> run(task, future, onEnd));
        }
        return future;
    }

    private void run(TaskSubmitted task, CompletableFuture<RewardAssigned> future, Runnable onEnd) {
        try {
            RegistrySnapshot registry = TestData.registry();
            List<Event> events = new Admission(objects, AdmissionLimits.DEFAULT, "scripted", PolicyVersions.OF_REGISTRY)
                    .admit(task, registry, TestData.NOW);
            EpisodeStarted start = (EpisodeStarted) events.getFirst();
            started.add(start);
            double charged = Math.min(cost, start.state().budget().maxCostMicroUsd());
            EpisodeState state = start.state().with(List.of(), new Usage(1, 0, 2, charged, charged));
            EpisodeEnded end = new EpisodeEnded(state, world.apply(state), TestData.NOW);
            onEnd.run();
            beforeReward.run();
            RewardAssigned reward = new Rewarding(RewardRules.DEFAULT, CodeJudge.NONE)
                    .score(end, java.util.Objects.requireNonNull(task.reference()), TestData.NOW);
            ended.put(state.episodeId(), reward);
            future.complete(reward);
        } catch (LostException e) {
            return; // its reward never comes
        } catch (IOException | RuntimeException e) {
            future.completeExceptionally(e);
        }
    }

    /** Thrown by a world for an episode that never ends. */
    static final class LostException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @Override
    public Optional<RewardAssigned> ended(String episodeId) {
        return Optional.ofNullable(ended.get(episodeId));
    }
}

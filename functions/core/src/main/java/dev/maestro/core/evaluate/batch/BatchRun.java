package dev.maestro.core.evaluate.batch;

import dev.maestro.core.evaluate.item.BadItemException;
import dev.maestro.core.evaluate.item.EvaluationItem;
import dev.maestro.core.evaluate.item.ItemFolder;
import dev.maestro.core.evaluate.plan.PolicyChoice;
import dev.maestro.core.task.EpisodeIds;
import dev.maestro.schema.event.RewardAssigned;
import dev.maestro.schema.event.TaskSubmitted;
import dev.maestro.schema.wire.Budget;
import dev.maestro.schema.wire.EpisodeEnd;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs items through the flow, some at a time, and keeps what came of each. An item holds a slot while its episode runs;
 * its reward it awaits without one, so that the experts have the next question. What the log has already is not run again;
 * what was on its way when a run was killed is taken from the flow under the same ids, so nothing counts twice.
 */
public final class BatchRun {

    /** How often the object store is asked for an episode whose reward was perhaps given before this run listened. */
    private static final Duration LOOK = Duration.ofSeconds(2);

    /** So many items in a row without a reward: the flow is gone. */
    private static final int HOPELESS = 8;

    private static final int MOST_ROUNDS = 5;

    /** Items under way, those that await their rewards included, for each slot. */
    private static final int PLACES_PER_SLOT = 2;

    private final EvaluationFlow flow;
    private final ItemLog log;
    private final BatchSettings settings;
    private final InstantSource clock;
    private final Consumer<ItemResult> watcher;
    private final Instant begun;
    private final Purse purse;
    private final Semaphore slots;
    private final Semaphore places;
    private final Set<String> known = new HashSet<>();
    private final AtomicInteger lostInARow = new AtomicInteger();
    private final AtomicInteger notRun = new AtomicInteger();
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    /**
     * Makes one.
     *
     * @param watcher told of each new result, on the thread that made it
     */
    public BatchRun(
            EvaluationFlow flow,
            ItemLog log,
            BatchSettings settings,
            InstantSource clock,
            Consumer<ItemResult> watcher) {
        this.flow = flow;
        this.log = log;
        this.settings = settings;
        this.clock = clock;
        this.watcher = watcher;
        this.begun = clock.instant();
        this.purse = new Purse(settings.budgetMicroUsd());
        this.slots = new Semaphore(settings.concurrency());
        this.places = new Semaphore(PLACES_PER_SLOT * settings.concurrency());
    }

    /** The flow gives no rewards; the message says what to do. */
    public static final class FlowGoneException extends IOException {
        private static final long serialVersionUID = 1L;

        FlowGoneException(String message) {
            super(message);
        }
    }

    /**
     * Runs what the log does not have.
     *
     * @return how many could not be run because the budget of the batch was spent
     * @throws IOException when a result could not be kept, or the flow is gone; a run with the same log goes on there
     */
    public int run(List<ItemFolder.Checked> folders, List<PolicyChoice> policies)
            throws IOException, InterruptedException {
        log.each(result -> {
            if (!result.outcome().equals(ItemResult.LOST)) {
                if (known.add(result.key())) {
                    purse.spend(result.costMicroUsd());
                }
            }
        });
        try {
            for (ItemFolder.Checked checked : folders) {
                checked.folder().each(checked, item -> start(checked.folder(), item, policies));
            }
        } finally {
            places.acquire(PLACES_PER_SLOT * settings.concurrency());
        }
        Exception thrown = failure.get();
        if (thrown != null) {
            throw thrown instanceof IOException io ? io : new IOException(thrown);
        }
        return notRun.get();
    }

    private void start(ItemFolder folder, EvaluationItem item, List<PolicyChoice> policies)
            throws IOException, InterruptedException {
        for (PolicyChoice policy : policies) {
            String key = policy.label() + '\n' + item.set() + '\n' + item.id();
            if (known.contains(key)) {
                continue;
            }
            places.acquire();
            Slot slot = new Slot(slots);
            if (failure.get() != null) {
                slot.leave();
                places.release();
                return;
            }
            Thread.ofVirtual().name("maestro-item").start(() -> {
                try {
                    one(folder, item, policy, slot);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                } catch (IOException | RuntimeException e) {
                    failure.compareAndSet(null, e);
                } finally {
                    slot.leave();
                    places.release();
                }
            });
        }
    }

    private void one(ItemFolder folder, EvaluationItem item, PolicyChoice policy, Slot slot)
            throws IOException, InterruptedException {
        Optional<Budget> granted = purse.reserve(settings.itemBudget());
        if (granted.isEmpty()) {
            notRun.incrementAndGet();
            return;
        }
        double cost = 0;
        try {
            ItemResult result = result(folder, item, policy, granted.get(), slot);
            cost = result.costMicroUsd();
            log.append(result);
            watcher.accept(result);
            count(result);
        } finally {
            purse.settle(granted.get(), cost);
        }
    }

    private void count(ItemResult result) throws FlowGoneException {
        int lost = result.outcome().equals(ItemResult.LOST) ? lostInARow.incrementAndGet() : 0;
        if (lost == 0) {
            lostInARow.set(0);
        } else if (lost >= HOPELESS) {
            throw new FlowGoneException(
                    lost + " items in a row got no answer from the flow within "
                            + settings.patience().toSeconds()
                            + " s. Check that it runs, with ./maestro doctor; the same command then goes on where this one stopped.");
        }
    }

    private ItemResult result(ItemFolder folder, EvaluationItem item, PolicyChoice policy, Budget budget, Slot slot)
            throws IOException, InterruptedException {
        List<String> digests = new ArrayList<>();
        List<String> paths = new ArrayList<>();
        for (String name : item.images()) {
            try {
                digests.add(flow.store(folder.picture(name)));
            } catch (BadItemException e) {
                throw new IOException(item.set() + " item " + item.id() + ": " + e.getMessage(), e);
            }
            paths.add(folder.root().resolve(name).toString());
        }
        for (int round = 0; ; round++) {
            TaskSubmitted task = EvaluationTasks.task(settings, policy, item, digests, budget, round, clock.instant());
            String episodeId = EpisodeIds.episodeId(task.taskId(), 0);
            long submitted = System.nanoTime();
            RewardAssigned before = flow.ended(episodeId).orElse(null);
            RewardAssigned reward = before == null ? await(flow.submit(task, slot::leave), episodeId) : before;
            slot.leave();
            if (reward != null && round < MOST_ROUNDS && lostItsTime(reward)) {
                slot.take();
                continue;
            }
            long end = slot.left();
            double latency = before == null
                    ? (end - submitted) / 1e6
                    : Duration.between(before.state().startedAt(), before.rewardedAt())
                                    .toNanos()
                            / 1e6;
            return ItemResults.of(
                    item,
                    paths,
                    policy,
                    task.taskId(),
                    episodeId,
                    reward,
                    latency,
                    before == null ? (end - slot.taken()) / 1e6 : latency,
                    clock.instant());
        }
    }

    /** Whether an episode of a run that was killed passed its deadline: the kill took its time, not the policy. */
    private boolean lostItsTime(RewardAssigned reward) {
        return reward.end() instanceof EpisodeEnd.Exhausted exhausted
                && exhausted.limit().equals("deadline")
                && reward.state().startedAt().isBefore(begun);
    }

    private @Nullable RewardAssigned await(CompletableFuture<RewardAssigned> future, String episodeId)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + settings.patience().toNanos();
        try {
            while (true) {
                long wait = Math.min(LOOK.toNanos(), end - System.nanoTime());
                if (wait <= 0) {
                    return null;
                }
                try {
                    return future.get(wait, TimeUnit.NANOSECONDS);
                } catch (TimeoutException e) {
                    Optional<RewardAssigned> ended = flow.ended(episodeId);
                    if (ended.isPresent()) {
                        return ended.get();
                    }
                }
            }
        } catch (ExecutionException | CancellationException e) {
            return flow.ended(episodeId).orElse(null);
        } finally {
            future.cancel(false);
        }
    }
}

package dev.maestro.local.train;

import dev.maestro.core.train.Checkpoint;
import dev.maestro.core.train.CheckpointStore;
import dev.maestro.core.train.PairScoringOnnx;
import dev.maestro.core.train.Watchdog;
import dev.maestro.local.calibrate.CalibrationItem;
import dev.maestro.local.flow.FlowClient;
import dev.maestro.local.flow.FlowSession;
import dev.maestro.schema.event.ImageInput;
import dev.maestro.schema.event.PolicyTrained;
import dev.maestro.schema.event.RewardAssigned;
import dev.maestro.schema.event.TaskSubmitted;
import dev.maestro.schema.wire.Purpose;
import dev.maestro.schema.wire.Settings;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/** Asks a flow for rollouts, batch after batch, and waits for the versions that {@code train} makes of them. */
public final class LiveRun {

    private static final String POLICY = PairScoringOnnx.MODEL;
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final FlowSession session;
    private final CheckpointStore store;
    private final String run;
    private final int groups;
    private final int rollouts;
    private final Duration patience;

    /**
     * Makes one.
     *
     * @param run makes the task ids of this run its own
     * @param groups tasks of a batch, as many as an update of the learner takes
     * @param rollouts G
     * @param patience how long nothing may move
     */
    public LiveRun(FlowSession session, String run, int groups, int rollouts, Duration patience) {
        this.session = session;
        this.store = new CheckpointStore(session.objects(), POLICY);
        this.run = run;
        this.groups = groups;
        this.rollouts = rollouts;
        this.patience = patience;
    }

    /** Training stands still; the message says who waits for what. */
    public static final class StandstillException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        StandstillException(String message) {
            super(message);
        }
    }

    /**
     * Collects and learns.
     *
     * @param tasks by index from 0; any number of them
     * @param updates versions to make
     * @param listener told of each
     */
    public void run(IntFunction<CalibrationItem> tasks, long seed, int updates, Consumer<PolicyTrained> listener)
            throws IOException, InterruptedException {
        int next = 0;
        try (FlowClient client = session.client()) {
            for (int update = 0; update < updates; update++) {
                long version = newest();
                List<CompletableFuture<RewardAssigned>> waiting = new ArrayList<>();
                for (int i = 0; i < groups; i++) {
                    waiting.addAll(submit(client, tasks.apply(next), next, version, seed));
                    next++;
                }
                await(waiting, version);
                listener.accept(version(version + 1, waiting.size()));
            }
        }
    }

    private long newest() throws IOException {
        List<PolicyTrained> versions = store.versions();
        return versions.isEmpty() ? Checkpoint.FIRST : versions.getLast().version();
    }

    private List<CompletableFuture<RewardAssigned>> submit(
            FlowClient client, CalibrationItem item, int index, long version, long seed) throws IOException {
        List<ImageInput> images = new ArrayList<>();
        for (byte[] image : item.images()) {
            images.add(new ImageInput(session.objects().putContent(image), null));
        }
        Settings settings =
                new Settings(POLICY, Long.toString(version), rollouts, seed + index, null, List.of(), List.of(), null);
        return client.submit(new TaskSubmitted(
                run + "-" + index + "-" + item.id(),
                "default",
                Purpose.TRAIN,
                item.question(),
                images,
                item.choices(),
                item.reference(),
                settings,
                Instant.now()));
    }

    private void await(List<CompletableFuture<RewardAssigned>> waiting, long version) throws InterruptedException {
        int done = 0;
        for (CompletableFuture<RewardAssigned> future : waiting) {
            try {
                future.get(patience.toMillis(), TimeUnit.MILLISECONDS);
                done++;
            } catch (TimeoutException e) {
                throw standstill(new Watchdog.Progress(waiting.size(), done, 1, 0, groups, version, Instant.EPOCH));
            } catch (ExecutionException e) {
                throw new IllegalStateException("the rewards cannot be read", e.getCause());
            }
        }
    }

    private PolicyTrained version(long wanted, int submitted) throws IOException, InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        Optional<PolicyTrained> found = store.trained(wanted);
        while (found.isEmpty() && System.nanoTime() < end) {
            Thread.sleep(PAUSE);
            found = store.trained(wanted);
        }
        return found.orElseThrow(() ->
                standstill(new Watchdog.Progress(submitted, submitted, 0, groups, groups, wanted - 1, Instant.EPOCH)));
    }

    private StandstillException standstill(Watchdog.Progress progress) {
        return new StandstillException(new Watchdog(patience)
                .alarm(progress, Instant.EPOCH.plus(patience))
                .orElse("Training stands still, and nobody knows why."));
    }
}

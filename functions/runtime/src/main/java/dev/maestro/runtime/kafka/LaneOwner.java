package dev.maestro.runtime.kafka;

import dev.maestro.schema.event.Stage;
import io.smallrye.reactive.messaging.kafka.KafkaConnector;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import io.smallrye.reactive.messaging.kafka.KafkaProducer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one lane of a function running: builds it, watches it, commits when it is idle, and builds it again after it
 * failed or was fenced. Runs on a virtual thread of its own.
 */
final class LaneOwner implements Runnable, AutoCloseable {

    private static final String BOOTSTRAP = "bootstrap.servers";
    private static final int PROBE_MILLIS = 5000;
    private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(30);
    private static final Duration STABLE = Duration.ofSeconds(30);

    private final Logger log = System.getLogger(LaneOwner.class.getName());
    private final Stage stage;
    private final HopRunner hops;
    private final LaneSettings settings;
    private final KafkaConnector connector;
    private final Lanes lanes;
    private final Config application;
    private final Map<String, String> overrides;
    private final Map<String, Object> client;
    private final CompletableFuture<Void> firstReady = new CompletableFuture<>();
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
    private volatile boolean stopping;
    private volatile @Nullable Lane lane;
    private @Nullable Thread thread;

    LaneOwner(
            Stage stage,
            HopRunner hops,
            LaneSettings settings,
            KafkaConnector connector,
            Lanes lanes,
            Config application,
            Map<String, Object> client,
            Map<String, String> overrides) {
        this.stage = stage;
        this.hops = hops;
        this.settings = settings;
        this.connector = connector;
        this.lanes = lanes;
        this.application = application;
        this.overrides = Map.copyOf(overrides);
        this.client = new HashMap<>(client);
        String servers = overrides.get(BOOTSTRAP);
        if (servers != null) {
            this.client.put(BOOTSTRAP, servers);
        }
    }

    void start() {
        thread = Thread.ofVirtual().name(stage.word() + "-lane").start(this);
    }

    /** Completes when the lane had its partitions assigned for the first time. */
    CompletableFuture<Void> ready() {
        return firstReady;
    }

    /** Whether the lane has its clients and partitions now. */
    boolean isRunning() {
        Lane current = lane;
        return current != null && !current.isClosed() && current.isReady();
    }

    /** Whether nothing waits or runs. */
    boolean isIdle() {
        Lane current = lane;
        return current != null && current.isIdle();
    }

    /** Changes with each batch that was delivered. */
    long activity() {
        Lane current = lane;
        return current == null ? -1 : current.activity();
    }

    @Override
    public void run() {
        Duration wait = settings.restartBackOff();
        try {
            while (!stopping) {
                long start = System.nanoTime();
                Throwable cause = runOnce();
                if (stopping) {
                    break;
                }
                if (System.nanoTime() - start > STABLE.toNanos()) {
                    wait = settings.restartBackOff();
                }
                log.log(
                        Level.ERROR,
                        "The " + stage.word() + " lane stopped and is built again in " + wait.toMillis() + " ms: "
                                + LaneFailures.explained(cause) + ". Nothing is lost.");
                Thread.sleep(wait.multipliedBy(ThreadLocalRandom.current().nextInt(80, 121))
                        .dividedBy(100));
                wait = wait.multipliedBy(2).compareTo(LONGEST_BACK_OFF) > 0 ? LONGEST_BACK_OFF : wait.multipliedBy(2);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            stopped.complete(null);
        }
    }

    /** Builds a lane and stays until it fails; returns why. */
    private Throwable runOnce() throws InterruptedException {
        int number = lanes.nextNumber();
        String suffix = number == 1 ? "" : "-" + number;
        String in = stage.word() + "-in" + suffix;
        String out = stage.word() + "-out" + suffix;
        PolledOffsets polled = new PolledOffsets();
        Lane current = new Lane(stage.word() + suffix, hops, settings, polled, () -> firstReady.complete(null));
        String group = "";
        KafkaProducer<byte[], byte[]> producer = null;
        try {
            probe();
            Config incoming =
                    ChannelAttributes.of(application, ChannelAttributes.INCOMING, stage.word() + "-in", in, overrides);
            Config outgoing = ChannelAttributes.of(
                    application, ChannelAttributes.OUTGOING, stage.word() + "-out", out, overrides);
            group = incoming.getValue("group.id", String.class);
            lanes.add(group, in, current, polled);
            Flow.Subscriber<?> unused = connector.getSubscriber(outgoing);
            producer = connector.getProducer(out);
            Flow.Publisher<? extends Message<?>> batches = connector.getPublisher(incoming);
            KafkaConsumer<byte[], byte[]> consumer = connector.getConsumer(in);
            current.use(new LaneCommitter(
                    producer.unwrap(),
                    () -> consumer.consumerGroupMetadata().await().indefinitely(),
                    current,
                    settings.mostWaiting()));
            subscribe(batches, current);
            lane = current;
            log.log(Level.INFO, "The " + stage.word() + " lane runs, group " + group);
            return watch(current, consumer);
        } catch (RuntimeException e) {
            return e;
        } finally {
            lane = null;
            lanes.remove(group, in, current);
            release(current, producer);
        }
    }

    /** Closes what a lane holds. An interrupt that asks the owner to stop must not cut the closing of clients short. */
    private void release(Lane ended, @Nullable KafkaProducer<byte[], byte[]> producer) {
        boolean interrupted = Thread.interrupted();
        try {
            ended.close();
            if (producer != null) {
                producer.close();
            }
        } catch (RuntimeException e) {
            log.log(Level.DEBUG, "The " + stage.word() + " lane did not close cleanly", e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The connector leaves a client behind for each time that it cannot build one: ask first whether it can. */
    private void probe() throws InterruptedException {
        try (Admin admin = Admin.create(client)) {
            admin.describeCluster(new DescribeClusterOptions().timeoutMs(PROBE_MILLIS))
                    .nodes()
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the broker does not answer", e);
        }
    }

    @SuppressWarnings("unchecked") // a lane takes messages of whatever payload
    private static void subscribe(Flow.Publisher<? extends Message<?>> batches, Lane current) {
        ((Flow.Publisher<Message<?>>) batches).subscribe(current);
    }

    /**
     * Waits for the failure of the lane. Commits what waits for others time and again, and past transaction markers
     * whenever it was quiet for a while.
     */
    private Throwable watch(Lane current, KafkaConsumer<byte[], byte[]> consumer) throws InterruptedException {
        long seen = -1;
        boolean committed = false;
        while (true) {
            try {
                return current.failure().get(settings.idleAfter().toMillis(), TimeUnit.MILLISECONDS);
            } catch (ExecutionException e) {
                return e;
            } catch (TimeoutException quiet) {
                current.commitWaiting();
                long activity = current.activity();
                boolean idle = current.isIdle() && activity == seen;
                committed = committed && activity == seen;
                seen = activity;
                if (idle && !committed && current.isReady()) {
                    committed = commitIdle(current, consumer);
                }
            }
        }
    }

    /** Returns whether nothing is left to commit; a broker that does not answer now is asked again later. */
    private boolean commitIdle(Lane current, KafkaConsumer<byte[], byte[]> consumer) {
        try {
            return commitPositions(current, consumer);
        } catch (org.apache.kafka.common.errors.TimeoutException | io.smallrye.mutiny.TimeoutException e) {
            log.log(Level.DEBUG, () -> "No position yet of the " + stage.word() + " lane: " + e.getMessage());
            return false;
        }
    }

    private boolean commitPositions(Lane current, KafkaConsumer<byte[], byte[]> consumer) {
        Map<PartitionProgress, Long> positions = consumer.runOnPollingThread(raw -> {
                    return current.positions(raw);
                })
                .await()
                .atMost(LONGEST_BACK_OFF);
        if (!positions.isEmpty()) {
            current.commitIdle(positions);
        }
        return positions.isEmpty();
    }

    @Override
    public void close() {
        stopping = true;
        Thread running = thread;
        if (running != null) {
            running.interrupt();
            stopped.join();
        }
    }
}

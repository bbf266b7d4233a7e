package dev.maestro.local.bench;

import dev.maestro.runtime.HopListener;
import dev.maestro.runtime.journal.Journal;
import dev.maestro.runtime.kafka.EventCodec;
import dev.maestro.runtime.kafka.KafkaAdapter;
import dev.maestro.runtime.kafka.LaneSettings;
import dev.maestro.runtime.kafka.OpenLane;
import dev.maestro.schema.event.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.KafkaProducer;

/** Two of our lanes with stubs, and episodes sent through them at different rates. */
final class LaneRun implements AutoCloseable {

    private static final Duration READY = Duration.ofSeconds(60);

    private final KafkaProducer<byte[], byte[]> producer;
    private final Semaphore ended = new Semaphore(0);
    private final StubFlow flow;
    private final List<OpenLane> lanes = new ArrayList<>();

    /**
     * Opens the lanes and waits until they have their partitions.
     *
     * @param slow of which episodes one call takes five seconds
     */
    LaneRun(
            KafkaAdapter adapter,
            String servers,
            KafkaProducer<byte[], byte[]> producer,
            TimedObjectStore store,
            Predicate<String> slow)
            throws InterruptedException {
        this.producer = producer;
        this.flow = new StubFlow(slow, id -> ended.release());
        Journal journal = new Journal(store);
        for (Stage stage : List.of(Stage.DECIDE, Stage.INVOKE)) {
            Map<String, String> attributes = Map.of(
                    "bootstrap.servers", servers, "group.id", "bench." + stage.word(), "auto.offset.reset", "latest");
            lanes.add(adapter.open(flow.function(stage), LaneSettings.DEFAULT, journal, attributes, HopListener.NONE));
        }
        for (OpenLane lane : lanes) {
            if (!lane.awaitRunning(READY)) {
                throw new IllegalStateException("a lane did not start within a minute");
            }
        }
    }

    /** One episode after the other; the nanoseconds of each step. */
    List<Long> oneByOne(String name, int episodes) throws InterruptedException {
        flow.takeStepNanos();
        for (int i = 0; i < episodes; i++) {
            start(name, i);
            Episodes.await(ended, 1);
        }
        return flow.takeStepNanos();
    }

    /** All episodes at once; steps per second. */
    double flatOut(String name, int episodes) throws InterruptedException {
        int before = flow.steps();
        long start = System.nanoTime();
        for (int i = 0; i < episodes; i++) {
            start(name, i);
        }
        Episodes.await(ended, episodes);
        return (flow.steps() - before) / ((System.nanoTime() - start) / 1e9);
    }

    /** Episodes begun at a steady rate. */
    Percentiles paced(String name, int stepsPerSecond, int seconds) throws InterruptedException {
        flow.takeStepNanos();
        int perSecond = stepsPerSecond / StubFlow.STEPS;
        long start = System.nanoTime();
        for (int i = 0; i < perSecond * seconds; i++) {
            long due = start + i * 1_000_000_000L / perSecond;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            start(name, i);
        }
        Episodes.await(ended, perSecond * seconds);
        return Percentiles.ofNanos(flow.takeStepNanos());
    }

    /** Never more than so many episodes in flight. */
    Percentiles inFlight(String name, int atMost, int episodes) throws InterruptedException {
        flow.takeStepNanos();
        for (int i = 0; i < episodes; i++) {
            if (i >= atMost) {
                Episodes.await(ended, 1);
            }
            start(name, i);
        }
        Episodes.await(ended, atMost);
        return Percentiles.ofNanos(flow.takeStepNanos());
    }

    private void start(String name, int number) {
        var unused = producer.send(EventCodec.record(StubFlow.start(name + "-" + number), Stage.TASK.word()));
    }

    /** Waits for the last commits: an end counts as such once it stands in the log. */
    @Override
    public void close() {
        long end = System.nanoTime() + READY.toNanos();
        while (!lanes.stream().allMatch(OpenLane::isIdle) && System.nanoTime() < end) {
            LockSupport.parkNanos(1_000_000);
        }
        lanes.forEach(OpenLane::close);
    }
}

package dev.maestro.local.bench;

import dev.maestro.broker.EmbeddedBroker;
import dev.maestro.runtime.HopListener;
import dev.maestro.runtime.kafka.EventCodec;
import dev.maestro.runtime.kafka.KafkaAdapter;
import dev.maestro.runtime.kafka.LaneSettings;
import dev.maestro.runtime.kafka.LogChecker;
import dev.maestro.runtime.kafka.OpenLane;
import dev.maestro.runtime.kafka.Topics;
import dev.maestro.runtime.store.FileObjectStore;
import dev.maestro.runtime.store.Journal;
import dev.maestro.schema.event.Stage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Measures the event flow on a broker of its own: steps of two exactly-once hops through our lanes and by hand, with one
 * episode in flight, flat out, at 600 steps a second, and beside slow calls. Ends with a count of the log.
 */
public final class EventFlowBench {

    private static final Duration READY = Duration.ofSeconds(60);
    private static final Duration PHASE = Duration.ofMinutes(5);
    private static final int IN_FLIGHT = 64;
    private static final int STEPS_PER_SECOND = 600;

    private final KafkaAdapter adapter;

    /**
     * Makes a bench.
     *
     * @param adapter opens the lanes; the lanes of the application itself are not touched
     */
    public EventFlowBench(KafkaAdapter adapter) {
        this.adapter = adapter;
    }

    /**
     * How much to measure.
     *
     * @param directory for the broker's data and the objects; not cleaned up
     * @param latencyEpisodes one after the other, of 4 steps, for each of the two ways
     * @param throughputEpisodes all at once
     * @param pacedSeconds at 600 steps a second
     * @param neighbourEpisodes with 64 in flight, once without and once with slow calls
     * @param modelCall one call of a model, to be timed apart; null when there is none
     * @param progress told what is measured next
     */
    public record Options(
            Path directory,
            int latencyEpisodes,
            int throughputEpisodes,
            int pacedSeconds,
            int neighbourEpisodes,
            @Nullable Runnable modelCall,
            Consumer<String> progress) {

        /** About a minute in all. */
        public static Options standard(Path directory, @Nullable Runnable modelCall, Consumer<String> progress) {
            return new Options(directory, 300, 4000, 15, 4000, modelCall, progress);
        }
    }

    /**
     * What was measured; milliseconds but for rates, ratios and counts.
     *
     * @param stepMillis a step through our lanes, one in flight, journal included
     * @param handWrittenStepMillis the same two hops by hand
     * @param ratioP50 of the two medians
     * @param handWrittenHopMillis half of the hand-written median
     * @param journalMillis median that one hop spends on the journal
     * @param rpcMillis median of a model call; 0 when none was given
     * @param throughputStepsPerSecond flat out
     * @param p95At600Millis of a step at 600 steps a second
     * @param slowNeighbourRatio p95 of the others while 1 % of the calls take 5 s, over that without
     * @param lost episodes that did not end
     * @param duplicated events that a function wrote twice
     * @param exhausted episodes that ended at a limit
     * @param broken episodes that ended by a failure
     */
    public record Report(
            Percentiles stepMillis,
            Percentiles handWrittenStepMillis,
            double ratioP50,
            double handWrittenHopMillis,
            double journalMillis,
            double rpcMillis,
            double throughputStepsPerSecond,
            double p95At600Millis,
            double slowNeighbourRatio,
            long lost,
            long duplicated,
            long exhausted,
            long broken) {}

    /** Measures everything, in turn. */
    public Report run(Options options) throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(options.directory().resolve("bench-broker"), 0)) {
            Map<String, Object> client = Map.of("bootstrap.servers", broker.bootstrapServers());
            Topics.ensure(client, Topics.PARTITIONS);
            TimedObjectStore store = new TimedObjectStore(
                    FileObjectStore.open(options.directory().resolve("bench-objects")));
            try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                    Map.of("bootstrap.servers", broker.bootstrapServers(), "acks", "all", "linger.ms", "0"),
                    new ByteArraySerializer(),
                    new ByteArraySerializer())) {
                return measure(options, broker.bootstrapServers(), producer, store);
            }
        }
    }

    private Report measure(
            Options options, String servers, KafkaProducer<byte[], byte[]> producer, TimedObjectStore store)
            throws Exception {
        Percentiles ours;
        double journal;
        double throughput;
        double paced;
        double alone;
        double beside;
        options.progress().accept("two hops through the lanes, one episode in flight");
        try (Run run = new Run(servers, producer, store, id -> false)) {
            run.oneByOne("warm", options.latencyEpisodes() / 3);
            store.takeMillis();
            ours = run.oneByOne("ours", options.latencyEpisodes());
            journal = store.takeMillis();
            options.progress().accept("throughput");
            run.flatOut("flat-warm", options.throughputEpisodes() / 4);
            throughput = run.flatOut("flat", options.throughputEpisodes());
            options.progress().accept(STEPS_PER_SECOND + " steps a second");
            paced = run.paced("paced", options.pacedSeconds()).p95();
            options.progress().accept(IN_FLIGHT + " in flight without slow calls");
            alone = run.inFlight("alone", options.neighbourEpisodes()).p95();
        }
        options.progress().accept(IN_FLIGHT + " in flight, 1 % of the calls take 5 s");
        // One call of an episode is slow or none, so every 25th episode makes 1 % of the calls.
        int every = 100 / StubFlow.STEPS;
        try (Run run = new Run(
                servers,
                producer,
                store,
                id -> Integer.parseInt(id.substring(id.lastIndexOf('-') + 1)) % every == every - 1)) {
            beside = run.inFlight("beside", options.neighbourEpisodes()).p95();
        }
        options.progress().accept("two hops by hand, one episode in flight");
        Percentiles byHand = byHand(options, servers, producer);
        options.progress().accept("counting the log");
        LogChecker.Count count = new LogChecker(Map.of("bootstrap.servers", servers)).check();
        return new Report(
                ours,
                byHand,
                ours.p50() / byHand.p50(),
                byHand.p50() / 2,
                journal,
                rpcMillis(options.modelCall()),
                throughput,
                paced,
                beside / alone,
                count.lost(),
                count.doubled(),
                count.exhausted(),
                count.broken());
    }

    private static Percentiles byHand(Options options, String servers, KafkaProducer<byte[], byte[]> producer)
            throws Exception {
        Semaphore ended = new Semaphore(0);
        StubFlow flow = new StubFlow(id -> false, id -> ended.release());
        try (HandWrittenHop decide = new HandWrittenHop(flow.function(Stage.DECIDE), servers, "hand-written-");
                HandWrittenHop invoke = new HandWrittenHop(flow.function(Stage.INVOKE), servers, "hand-written-")) {
            decide.awaitAssigned();
            invoke.awaitAssigned();
            for (int i = 0; i < options.latencyEpisodes() * 4 / 3; i++) {
                if (i == options.latencyEpisodes() / 3) {
                    flow.takeStepNanos();
                }
                producer.send(EventCodec.record(StubFlow.start("by-hand-" + i), Stage.TASK.word()))
                        .get();
                acquire(ended, 1);
            }
        }
        return Percentiles.ofNanos(flow.takeStepNanos());
    }

    private static double rpcMillis(@Nullable Runnable modelCall) {
        if (modelCall == null) {
            return 0;
        }
        List<Long> nanos = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            long start = System.nanoTime();
            modelCall.run();
            if (i >= 100) {
                nanos.add(System.nanoTime() - start);
            }
        }
        return Percentiles.ofNanos(nanos).p50();
    }

    private static void acquire(Semaphore ended, int count) throws InterruptedException {
        if (!ended.tryAcquire(count, PHASE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("The flow stands still: " + count + " episodes did not end within "
                    + PHASE.toMinutes() + " minutes. Look for errors of the lanes in the log.");
        }
    }

    /** Two lanes with stubs. */
    private final class Run implements AutoCloseable {

        private final KafkaProducer<byte[], byte[]> producer;
        private final Semaphore ended = new Semaphore(0);
        private final StubFlow flow;
        private final List<OpenLane> lanes = new ArrayList<>();

        Run(
                String servers,
                KafkaProducer<byte[], byte[]> producer,
                TimedObjectStore store,
                java.util.function.Predicate<String> slow)
                throws InterruptedException {
            this.producer = producer;
            this.flow = new StubFlow(slow, id -> ended.release());
            Journal journal = new Journal(store);
            for (Stage stage : List.of(Stage.DECIDE, Stage.INVOKE)) {
                Map<String, String> attributes = Map.of(
                        "bootstrap.servers",
                        servers,
                        "group.id",
                        "bench." + stage.word(),
                        "auto.offset.reset",
                        "latest");
                lanes.add(adapter.open(
                        flow.function(stage), LaneSettings.DEFAULT, journal, attributes, HopListener.NONE));
            }
            for (OpenLane lane : lanes) {
                if (!lane.awaitRunning(READY)) {
                    throw new IllegalStateException("a lane did not start within a minute");
                }
            }
        }

        Percentiles oneByOne(String name, int episodes) throws Exception {
            flow.takeStepNanos();
            for (int i = 0; i < episodes; i++) {
                start(name, i);
                acquire(ended, 1);
            }
            return Percentiles.ofNanos(flow.takeStepNanos());
        }

        double flatOut(String name, int episodes) throws Exception {
            int before = flow.steps();
            long start = System.nanoTime();
            for (int i = 0; i < episodes; i++) {
                start(name, i);
            }
            acquire(ended, episodes);
            return (flow.steps() - before) / ((System.nanoTime() - start) / 1e9);
        }

        Percentiles paced(String name, int seconds) throws Exception {
            flow.takeStepNanos();
            int perSecond = STEPS_PER_SECOND / StubFlow.STEPS;
            long start = System.nanoTime();
            for (int i = 0; i < perSecond * seconds; i++) {
                long due = start + i * 1_000_000_000L / perSecond;
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                start(name, i);
            }
            acquire(ended, perSecond * seconds);
            return Percentiles.ofNanos(flow.takeStepNanos());
        }

        Percentiles inFlight(String name, int episodes) throws Exception {
            flow.takeStepNanos();
            for (int i = 0; i < episodes; i++) {
                if (i >= IN_FLIGHT) {
                    acquire(ended, 1);
                }
                start(name, i);
            }
            acquire(ended, IN_FLIGHT);
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
}

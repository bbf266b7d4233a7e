package dev.maestro.local.bench;

import dev.maestro.broker.EmbeddedBroker;
import dev.maestro.runtime.kafka.KafkaAdapter;
import dev.maestro.runtime.kafka.LogChecker;
import dev.maestro.runtime.kafka.Topics;
import dev.maestro.runtime.store.FileObjectStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Measures the event flow on a broker of its own: steps of two exactly-once hops through our lanes and by hand, with one
 * episode in flight, flat out, at 600 steps a second, and beside slow calls. Ends with a count of the log.
 */
public final class EventFlowBench {

    private static final int ROUNDS = 6;
    private static final int WARM_ROUNDS = 20;
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
     * @param latencyEpisodes one after the other, of 4 steps, for each of the two ways; some more before, to warm up
     * @param throughputEpisodes all at once
     * @param warmSeconds at 600 steps a second before it is measured: for half a minute the JVM compiles beside the flow,
     *     and p95 is about twice of what it is afterwards
     * @param pacedSeconds at 600 steps a second
     * @param neighbourEpisodes with 64 in flight, once without and once with slow calls
     * @param modelCall one call of a model, to be timed apart; null when there is none
     * @param progress told what is measured next
     */
    public record Options(
            Path directory,
            int latencyEpisodes,
            int throughputEpisodes,
            int warmSeconds,
            int pacedSeconds,
            int neighbourEpisodes,
            @Nullable Runnable modelCall,
            Consumer<String> progress) {

        /** About three minutes in all. */
        public static Options standard(Path directory, @Nullable Runnable modelCall, Consumer<String> progress) {
            return new Options(directory, 300, 4000, 40, 15, 4000, modelCall, progress);
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
            prepare(broker);
            try (KafkaProducer<byte[], byte[]> producer = producer(broker)) {
                return measure(options, broker, producer);
            }
        }
    }

    private Report measure(Options options, EmbeddedBroker broker, KafkaProducer<byte[], byte[]> producer)
            throws Exception {
        String servers = broker.bootstrapServers();
        TimedObjectStore store =
                new TimedObjectStore(FileObjectStore.open(options.directory().resolve("bench-objects")));
        OneByOne oneByOne;
        double throughput;
        double paced;
        double alone;
        double beside;
        try (LaneRun run = new LaneRun(adapter, servers, producer, store, id -> false)) {
            options.progress().accept("two hops through the lanes and by hand in turns, one episode in flight");
            oneByOne = oneByOne(options, run, store);
            options.progress().accept("throughput");
            run.flatOut("flat-warm", options.throughputEpisodes() / 4);
            throughput = run.flatOut("flat", options.throughputEpisodes());
            options.progress().accept(STEPS_PER_SECOND + " steps a second");
            run.paced("paced-warm", STEPS_PER_SECOND, options.warmSeconds());
            paced = run.paced("paced", STEPS_PER_SECOND, options.pacedSeconds()).p95();
            options.progress().accept(IN_FLIGHT + " in flight without slow calls");
            alone = run.inFlight("alone", IN_FLIGHT, options.neighbourEpisodes())
                    .p95();
        }
        options.progress().accept(IN_FLIGHT + " in flight, 1 % of the calls take 5 s");
        // One call of an episode is slow or none, so every 25th episode makes 1 % of the calls.
        int every = 100 / StubFlow.STEPS;
        try (LaneRun run = new LaneRun(
                adapter,
                servers,
                producer,
                store,
                id -> Integer.parseInt(id.substring(id.lastIndexOf('-') + 1)) % every == every - 1)) {
            beside = run.inFlight("beside", IN_FLIGHT, options.neighbourEpisodes())
                    .p95();
        }
        options.progress().accept("counting the log");
        LogChecker.Count count = new LogChecker(Map.of("bootstrap.servers", servers)).check();
        return new Report(
                oneByOne.ours(),
                oneByOne.byHand(),
                oneByOne.ours().p50() / oneByOne.byHand().p50(),
                oneByOne.byHand().p50() / 2,
                oneByOne.journalMillis(),
                rpcMillis(options.modelCall()),
                throughput,
                paced,
                beside / alone,
                count.lost(),
                count.doubled(),
                count.exhausted(),
                count.broken());
    }

    private record OneByOne(Percentiles ours, Percentiles byHand, double journalMillis) {}

    /**
     * Both ways in turns, so that both meet the same machine and the same compiled code. The hand-written hops have a
     * broker of their own: on the same topics each way would handle the other's events.
     */
    private static OneByOne oneByOne(Options options, LaneRun run, TimedObjectStore store) throws Exception {
        List<Long> ours = new ArrayList<>();
        List<Long> byHand = new ArrayList<>();
        try (EmbeddedBroker broker = EmbeddedBroker.start(options.directory().resolve("bench-broker-by-hand"), 0)) {
            prepare(broker);
            try (KafkaProducer<byte[], byte[]> producer = producer(broker);
                    HandWrittenRun hand = new HandWrittenRun(broker.bootstrapServers(), producer)) {
                int episodes = options.latencyEpisodes() / ROUNDS;
                for (int round = 0; round < WARM_ROUNDS; round++) {
                    run.oneByOne("warm-" + round, episodes);
                    hand.oneByOne("warm-" + round, episodes);
                }
                store.takeMillis();
                for (int round = 0; round < ROUNDS; round++) {
                    ours.addAll(run.oneByOne("ours-" + round, episodes));
                    byHand.addAll(hand.oneByOne("by-hand-" + round, episodes));
                }
            }
        }
        return new OneByOne(Percentiles.ofNanos(ours), Percentiles.ofNanos(byHand), store.takeMillis());
    }

    private static void prepare(EmbeddedBroker broker) {
        Topics.ensure(Map.of("bootstrap.servers", broker.bootstrapServers()), Topics.PARTITIONS);
    }

    private static KafkaProducer<byte[], byte[]> producer(EmbeddedBroker broker) {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "acks", "all", "linger.ms", "0"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
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
}

package dev.maestro.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.core.episode.ObjectStore;
import dev.maestro.runtime.EventPublisher;
import dev.maestro.runtime.HopListener;
import dev.maestro.runtime.StepFunction;
import dev.maestro.runtime.deadletter.DeadLetter;
import dev.maestro.runtime.deadletter.DeadLetters;
import dev.maestro.runtime.journal.Journal;
import dev.maestro.runtime.store.FileObjectStore;
import dev.maestro.schema.event.EpisodeEnded;
import dev.maestro.schema.event.Event;
import dev.maestro.schema.event.EventType;
import dev.maestro.schema.wire.EpisodeState;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Lanes with the functions of a test on a real broker, and looks into its log. */
abstract class LaneHarness {

    static final Duration LONG = Duration.ofSeconds(90);

    @TempDir
    Path objects;

    @Inject
    KafkaAdapter adapter;

    @Inject
    KafkaClients clients;

    @Inject
    EventPublisher publisher;

    @Inject
    EpisodeEnds ends;

    @Inject
    DeadLetters deadLetters;

    /** How often a function was called, by {@code episode/steps}. */
    final ConcurrentMap<String, AtomicInteger> calls = new ConcurrentHashMap<>();

    LaneSettings settings = new LaneSettings(
            64, 3, Duration.ofMillis(10), 4096, 256 * 1024, Duration.ofMillis(100), Duration.ofMillis(100));

    private final List<OpenLane> open = new ArrayList<>();

    @BeforeEach
    void makeTopics() {
        Topics.ensure(clients.settings(), Topics.PARTITIONS);
    }

    @AfterEach
    void stop() {
        open.forEach(OpenLane::close);
        open.clear();
    }

    /** Counts a call; give it to the functions of {@link Loop}. */
    void count(EpisodeState state) {
        calls.computeIfAbsent(state.episodeId() + "/" + state.steps().size(), key -> new AtomicInteger())
                .incrementAndGet();
    }

    ObjectStore store() throws IOException {
        return FileObjectStore.open(objects);
    }

    void run(StepFunction... functions) throws Exception {
        run(store(), functions);
    }

    void run(ObjectStore store, StepFunction... functions) throws Exception {
        for (StepFunction function : functions) {
            open.add(adapter.open(function, settings, new Journal(store), Map.of(), HopListener.NONE));
        }
        for (OpenLane lane : open) {
            assertThat(lane.awaitRunning(LONG)).isTrue();
        }
    }

    /** The end of an episode that is published after this. */
    CompletableFuture<EpisodeEnded> end(String episodeId) {
        return ends.await(episodeId).orTimeout(LONG.toSeconds(), TimeUnit.SECONDS);
    }

    /** Publishes starts and waits for all ends. */
    List<EpisodeEnded> play(List<String> episodeIds) throws Exception {
        List<CompletableFuture<EpisodeEnded>> waiting =
                episodeIds.stream().map(this::end).toList();
        publisher.publish(episodeIds.stream().map(id -> (Event) Loop.start(id)).toList());
        List<EpisodeEnded> ended = new ArrayList<>();
        for (CompletableFuture<EpisodeEnded> one : waiting) {
            ended.add(one.get());
        }
        return ended;
    }

    static List<String> ids(String name, int count) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add(name + "-" + i);
        }
        return ids;
    }

    /** Committed records of a topic whose key starts so. */
    List<ConsumerRecord<byte[], byte[]>> records(EventType type, String keyPrefix) {
        List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> reader = clients.reader("test-reader")) {
            List<TopicPartition> partitions = reader.partitionsFor(type.topic()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            reader.assign(partitions);
            reader.seekToBeginning(partitions);
            Map<TopicPartition, Long> last = new HashMap<>(reader.endOffsets(partitions));
            while (last.entrySet().stream().anyMatch(end -> reader.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> record : reader.poll(Duration.ofMillis(200))) {
                    if (record.key() != null
                            && new String(record.key(), StandardCharsets.UTF_8).startsWith(keyPrefix)) {
                        found.add(record);
                    }
                }
            }
        }
        return found;
    }

    /** Dead letters of records with a key that starts so. */
    List<DeadLetter> lettersOf(String keyPrefix) {
        return deadLetters.list().stream()
                .filter(letter ->
                        letter.key() != null && new String(letter.key(), StandardCharsets.UTF_8).startsWith(keyPrefix))
                .toList();
    }
}

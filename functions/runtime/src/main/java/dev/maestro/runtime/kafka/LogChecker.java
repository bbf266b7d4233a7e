package dev.maestro.runtime.kafka;

import dev.maestro.core.episode.TerminalException;
import dev.maestro.schema.event.EpisodeEnded;
import dev.maestro.schema.event.EpisodeEvent;
import dev.maestro.schema.event.Event;
import dev.maestro.schema.event.EventType;
import dev.maestro.schema.event.Stage;
import dev.maestro.schema.wire.EpisodeEnd;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads the whole log as committed and counts what must not be: knows nothing of lanes and journals. An event counts as
 * doubled when a function wrote it twice; what clients put on a topic twice is their affair and not counted.
 */
public final class LogChecker {

    private static final Duration POLL = Duration.ofMillis(500);

    private final Map<String, Object> settings;

    /**
     * Makes a checker.
     *
     * @param settings of a Kafka client, {@code bootstrap.servers} at least
     */
    public LogChecker(Map<String, Object> settings) {
        this.settings = Map.copyOf(settings);
    }

    /**
     * What stands in the log.
     *
     * @param episodes attempts at episodes that were started
     * @param ended of those, how many ended
     * @param lost of those, how many did not end
     * @param doubled records beyond the first of one event, or ends beyond the first of one attempt
     * @param answered ends with an answer
     * @param refused ends because the task cannot be worked on
     * @param exhausted ends at a limit
     * @param broken ends by a failure
     * @param deadLetters records on the dead-letter topic
     * @param malformed records on event topics that are no events
     */
    public record Count(
            long episodes,
            long ended,
            long lost,
            long doubled,
            long answered,
            long refused,
            long exhausted,
            long broken,
            long deadLetters,
            long malformed) {}

    /** Reads all event topics from their beginning to where they end now. */
    public Count check() {
        Tally tally = new Tally();
        try (KafkaConsumer<byte[], byte[]> consumer = KafkaClients.reader(settings, "maestro-log-checker")) {
            List<TopicPartition> partitions = new ArrayList<>();
            Set<String> present = consumer.listTopics().keySet();
            for (String topic : Topics.all()) {
                if (present.contains(topic)) {
                    consumer.partitionsFor(topic)
                            .forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
                }
            }
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(POLL).forEach(tally::add);
            }
        }
        return tally.count();
    }

    private static final class Tally {

        private final Map<String, Boolean> attempts = new HashMap<>();
        private final Map<String, Integer> ends = new HashMap<>();
        private final Set<String> seen = new HashSet<>();
        private long doubled;
        private long answered;
        private long refused;
        private long exhausted;
        private long broken;
        private long deadLetters;
        private long malformed;

        void add(ConsumerRecord<byte[], byte[]> record) {
            if (record.topic().equals(Topics.DEAD_LETTER)) {
                deadLetters++;
                return;
            }
            try {
                add(record, EventCodec.decode(record));
            } catch (TerminalException e) {
                malformed++;
            }
        }

        private void add(ConsumerRecord<byte[], byte[]> record, Event event) {
            boolean ofClient =
                    ("/maestro/" + Stage.GATEWAY.word()).equals(EventCodec.header(record.headers(), "ce_source"));
            boolean first = seen.add(EventType.of(event).word() + " " + event.eventId());
            if (!first && !ofClient) {
                doubled++;
            }
            if (event instanceof EpisodeEvent episode) {
                attempts.putIfAbsent(attempt(episode), false);
            }
            if (event instanceof EpisodeEnded ended && first) {
                attempts.put(attempt(ended), true);
                ends.merge(attempt(ended), 1, Integer::sum);
                switch (ended.end()) {
                    case EpisodeEnd.Answered ignored -> answered++;
                    case EpisodeEnd.Refused ignored -> refused++;
                    case EpisodeEnd.Exhausted ignored -> exhausted++;
                    case EpisodeEnd.Broken ignored -> broken++;
                }
            }
        }

        private static String attempt(EpisodeEvent event) {
            return event.state().episodeId() + "/" + event.state().attempt();
        }

        Count count() {
            long ended = attempts.values().stream().filter(done -> done).count();
            long again = ends.values().stream().mapToLong(count -> count - 1).sum();
            return new Count(
                    attempts.size(),
                    ended,
                    attempts.size() - ended,
                    doubled + again,
                    answered,
                    refused,
                    exhausted,
                    broken,
                    deadLetters,
                    malformed);
        }
    }
}

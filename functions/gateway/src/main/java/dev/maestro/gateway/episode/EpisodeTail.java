package dev.maestro.gateway.episode;

import dev.maestro.core.episode.Json;
import dev.maestro.core.episode.TerminalException;
import dev.maestro.schema.event.ActionDecided;
import dev.maestro.schema.event.AnswerChunk;
import dev.maestro.schema.event.EpisodeEnded;
import dev.maestro.schema.event.EpisodeEvent;
import dev.maestro.schema.event.EpisodeStarted;
import dev.maestro.schema.event.Event;
import dev.maestro.schema.event.EventType;
import dev.maestro.schema.event.RewardAssigned;
import dev.maestro.schema.event.SkillInvoked;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/** Reads the events of one episode off their topics, without a group. Not thread-safe. */
final class EpisodeTail implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(EpisodeTail.class);

    private final Consumer<byte[], byte[]> consumer;
    private final String episodeId;
    private final Map<TopicPartition, Long> ends;

    /**
     * Makes one.
     *
     * @param consumer assigned and sought; closed with this
     * @param ends where the topics ended when this was opened
     */
    EpisodeTail(Consumer<byte[], byte[]> consumer, String episodeId, Map<TopicPartition, Long> ends) {
        this.consumer = consumer;
        this.episodeId = episodeId;
        this.ends = Map.copyOf(ends);
    }

    /**
     * What is new.
     *
     * @param events of the episode, in the order in which they happened as far as these are concerned
     * @param chunks pieces of its answer, in their order
     */
    record News(List<EpisodeEvent> events, List<AnswerChunk> chunks) {}

    /** New events of the episode. */
    News poll(Duration timeout) {
        News news = new News(new ArrayList<>(), new ArrayList<>());
        if (!ends.isEmpty()) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(timeout)) {
                read(record, news);
            }
            news.events().sort(Comparator.comparingLong(EpisodeTail::progress));
        }
        return news;
    }

    /** Whether all was read that was there when this was opened. */
    boolean isCaughtUp() {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private void read(ConsumerRecord<byte[], byte[]> record, News news) {
        EventType type = EventType.ofTopic(record.topic()).orElseThrow();
        boolean byEpisode = type != EventType.REWARD_ASSIGNED;
        if (record.value() == null || (byEpisode && !episodeId.equals(text(record.key())))) {
            return;
        }
        try {
            Event read = Json.event(type, record.value());
            if (read instanceof EpisodeEvent event && event.state().episodeId().equals(episodeId)) {
                news.events().add(event);
            } else if (read instanceof AnswerChunk chunk) {
                news.chunks().add(chunk);
            }
        } catch (TerminalException e) {
            LOG.debugf(
                    "a record that cannot be read was passed over: topic=%s offset=%d",
                    record.topic(), record.offset());
        }
    }

    private static String text(byte[] key) {
        return key == null ? "" : new String(key, StandardCharsets.UTF_8);
    }

    /** How far an episode is after an event; later attempts come after earlier ones. */
    static long progress(EpisodeEvent event) {
        long within =
                switch (event) {
                    case EpisodeStarted started -> 0;
                    case ActionDecided decided -> 1 + 2L * decided.state().lastStepIndex();
                    case SkillInvoked invoked -> 2 + 2L * invoked.state().lastStepIndex();
                    case EpisodeEnded ended -> 1_000_000;
                    case RewardAssigned rewarded -> 1_000_001;
                };
        return event.state().attempt() * 10_000_000L + within;
    }

    @Override
    public void close() {
        consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration.ofSeconds(1)));
    }
}

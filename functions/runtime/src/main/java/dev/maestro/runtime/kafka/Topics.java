package dev.maestro.runtime.kafka;

import dev.maestro.runtime.deadletter.DeadLetters;
import dev.maestro.schema.event.EventType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/** The topics of Maestro, and how they are made. */
public final class Topics {

    /** What could not be handled; see {@code dev.maestro.runtime.deadletter}. */
    public static final String DEAD_LETTER = DeadLetters.TOPIC;

    /** Partitions of a topic unless told otherwise. */
    public static final int PARTITIONS = 4;

    private static final int EVENT_BYTES = 1024 * 1024;
    private static final int DEAD_LETTER_BYTES = 2 * 1024 * 1024;
    private static final long SECONDS = 30;

    private Topics() {}

    /** All of them: one for each event type, and the dead letters. */
    public static List<String> all() {
        List<String> topics = new ArrayList<>();
        for (EventType type : EventType.values()) {
            topics.add(type.topic());
        }
        topics.add(DEAD_LETTER);
        return topics;
    }

    /**
     * Makes those topics that are not there; leaves the others as they are.
     *
     * @param client settings of a Kafka client, {@code bootstrap.servers} at least
     * @param partitions of each new topic
     * @throws IllegalStateException when the broker cannot be reached or refuses; the message says what to do
     */
    public static void ensure(Map<String, Object> client, int partitions) {
        try (Admin admin = Admin.create(client)) {
            Set<String> present = admin.listTopics().names().get(SECONDS, TimeUnit.SECONDS);
            List<NewTopic> missing = all().stream()
                    .filter(topic -> !present.contains(topic))
                    .map(topic -> topic(topic, partitions))
                    .toList();
            admin.createTopics(missing).all().get(SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            // Another process made them at the same moment.
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw failure(client, e);
            }
        } catch (TimeoutException e) {
            throw failure(client, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure(client, e);
        }
    }

    private static NewTopic topic(String name, int partitions) {
        int bytes = name.equals(DEAD_LETTER) ? DEAD_LETTER_BYTES : EVENT_BYTES;
        return new NewTopic(name, Optional.of(partitions), Optional.empty())
                .configs(Map.of("max.message.bytes", Integer.toString(bytes), "cleanup.policy", "delete"));
    }

    private static IllegalStateException failure(Map<String, Object> client, Throwable cause) {
        return new IllegalStateException(
                "The topics could not be made at " + client.get("bootstrap.servers") + ": " + cause.getMessage()
                        + ". Check that the broker runs, that kafka.bootstrap.servers names it, and that this user may"
                        + " create topics.",
                cause);
    }
}

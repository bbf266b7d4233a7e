package dev.maestro.runtime.kafka;

import dev.maestro.core.episode.ObjectStore;
import dev.maestro.core.episode.TerminalException;
import dev.maestro.runtime.HopListener;
import dev.maestro.runtime.StepFunction;
import dev.maestro.runtime.journal.Journal;
import dev.maestro.schema.event.Event;
import dev.maestro.schema.event.EventType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/**
 * Hands events that were pushed to this process, over HTTP, to the same functions through the same journal
 * as their lanes. What follows is written to its topics in one transaction, and told to the caller.
 *
 * <p>At least once: whoever pushes has to push again until there is a reply. A second delivery finds the hop in the
 * journal and gives the same reply; it writes only when the first one ended before it had written. Thread-safe; blocks.
 */
@ApplicationScoped
public class PushedEvents {

    /** Not one of a topic: a pushed event has no place in a log. */
    private static final int NO_PARTITION = -1;

    private final Instance<StepFunction> functions;
    private final Instance<HopListener> listener;
    private final Instance<ObjectStore> store;
    private final LaneSettings lane;
    private final OutputTransactions transactions;
    private final Claims claims = new Claims();
    private final Storage storage = new Storage();
    private final ConcurrentMap<StepFunction, HopRunner> runners = new ConcurrentHashMap<>();

    PushedEvents(
            Instance<StepFunction> functions,
            Instance<HopListener> listener,
            Instance<ObjectStore> store,
            KafkaSettings settings,
            OutputTransactions transactions) {
        this.functions = functions;
        this.listener = listener;
        this.store = store;
        this.lane = settings.lane();
        this.transactions = transactions;
    }

    /**
     * An event that followed.
     *
     * @param id of the event
     * @param type as its topic is named
     * @param source who says so
     * @param subject its key
     * @param data JSON
     */
    @SuppressWarnings("ArrayRecordComponent") // raw bytes, compared by nobody
    public record Follower(String id, String type, String source, String subject, byte[] data) {}

    /**
     * Handles one event.
     *
     * @param type CloudEvents type, such as {@code maestro.episode-started.v1}
     * @param data JSON of the event
     * @param traceparent W3C header, or null
     * @return what follows, the same for every delivery; without reference answers
     * @throws RefusedEventException when it must be changed, or pushed elsewhere
     * @throws dev.maestro.runtime.PublishException when what follows could not be written; push it again
     * @throws InterruptedException when the process stops; push it again
     */
    public List<Follower> push(String type, byte[] data, @Nullable String traceparent) throws InterruptedException {
        StepFunction function = functionFor(type);
        ConsumerRecord<byte[], byte[]> record = record(type, data, traceparent);
        String id = decoded(record).eventId();
        Runnable release = claims.take(id);
        try {
            HopRunner.Followers found = runner(function).follow(record, true);
            if (found.mine()) {
                write(function, id, found.outputs());
            }
            return found.outputs().stream()
                    .filter(output -> isTold(output.topic()))
                    .map(PushedEvents::follower)
                    .toList();
        } finally {
            release.run();
        }
    }

    private void write(StepFunction function, String id, List<Output> outputs) throws InterruptedException {
        Journal journal = new Journal(store.get());
        if (outputs.isEmpty() || storage.await(() -> journal.isWritten(function.stage(), id))) {
            return;
        }
        transactions.write(function.stage(), outputs);
        storage.await(() -> {
            journal.markWritten(function.stage(), id);
            return true;
        });
    }

    private StepFunction functionFor(String type) {
        return functions.stream()
                .filter(function -> function.stage().consumes().stream()
                        .anyMatch(consumed -> consumed.topic().equals(type)))
                .findFirst()
                .orElseThrow(() -> new RefusedEventException(
                        404,
                        "wrong-function",
                        "no function of this process takes events of type " + type + "; it takes "
                                + functions.stream()
                                        .flatMap(PushedEvents::types)
                                        .sorted()
                                        .collect(Collectors.joining(", "))));
    }

    private static Stream<String> types(StepFunction function) {
        return function.stage().consumes().stream().map(EventType::topic);
    }

    private HopRunner runner(StepFunction function) {
        return runners.computeIfAbsent(
                function,
                each -> new HopRunner(
                        each,
                        new Journal(store.get()),
                        listener.isResolvable() ? listener.get() : HopListener.NONE,
                        lane,
                        Clock.systemUTC()));
    }

    private static Event decoded(ConsumerRecord<byte[], byte[]> record) {
        try {
            return EventCodec.decode(record);
        } catch (TerminalException e) {
            throw new RefusedEventException(400, e.code(), String.valueOf(e.getMessage()));
        }
    }

    /** The event as if it stood on its topic, at a place that is the same for each delivery of the same bytes. */
    private static ConsumerRecord<byte[], byte[]> record(String type, byte[] data, @Nullable String traceparent) {
        List<Header> headers = new ArrayList<>(List.of(EventCodec.text(EventCodec.TYPE, type)));
        if (traceparent != null) {
            headers.add(EventCodec.text(EventCodec.TRACEPARENT, traceparent));
        }
        return new ConsumerRecord<>(
                type,
                NO_PARTITION,
                place(data),
                ConsumerRecord.NO_TIMESTAMP,
                TimestampType.NO_TIMESTAMP_TYPE,
                0,
                data.length,
                new byte[0],
                data,
                new RecordHeaders(headers),
                Optional.empty());
    }

    private static long place(byte[] data) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(data))
                            .getLong()
                    & Long.MAX_VALUE;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Dead letters are for operators, references for the function that scores. */
    private static boolean isTold(String topic) {
        return EventType.ofTopic(topic)
                .filter(type -> type != EventType.TASK_REFERENCE)
                .isPresent();
    }

    private static Follower follower(Output output) {
        return new Follower(
                text(output, "ce_id"),
                output.topic(),
                text(output, "ce_source"),
                text(output, "ce_subject"),
                output.value() == null ? new byte[0] : output.value());
    }

    private static String text(Output output, String name) {
        return String.valueOf(EventCodec.header(new RecordHeaders(output.headers()), name));
    }
}

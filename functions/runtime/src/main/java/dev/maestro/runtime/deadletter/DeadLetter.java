package dev.maestro.runtime.deadletter;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * A record that could not be handled. On its topic it keeps the key, value and headers that it had; what is known of
 * the failure stands in headers beside them, so nothing of the record is lost or escaped.
 *
 * @param id the record's coordinates: {@code topic@partition@offset}
 * @param code stable, kebab-case: why
 * @param message for people, says what to do
 * @param stage the stage that could not handle it
 * @param time when that was
 * @param topic where the record was
 * @param partition of it
 * @param offset of it
 * @param episodeId of the episode that ended because of it, or null
 * @param key of the record, or null
 * @param value of the record, or null
 * @param headers of the record
 */
@SuppressWarnings("ArrayRecordComponent") // raw bytes, compared by nobody
public record DeadLetter(
        String id,
        String code,
        String message,
        String stage,
        Instant time,
        String topic,
        int partition,
        long offset,
        @Nullable String episodeId,
        byte @Nullable [] key,
        byte @Nullable [] value,
        List<Header> headers) {

    private static final String PREFIX = "maestro-dead-letter-";
    private static final String ADAPTER_PREFIX = "__smallrye";

    public DeadLetter {
        headers = List.copyOf(headers);
    }

    /** A dead letter of a record, before it is written. */
    public static DeadLetter of(
            ConsumerRecord<byte[], byte[]> record,
            String stage,
            String code,
            String message,
            @Nullable String episodeId,
            Instant time) {
        List<Header> headers = new ArrayList<>();
        for (Header header : record.headers()) {
            if (!header.key().startsWith(PREFIX) && !header.key().startsWith(ADAPTER_PREFIX)) {
                headers.add(header);
            }
        }
        return new DeadLetter(
                record.topic() + "@" + record.partition() + "@" + record.offset(),
                code,
                message,
                stage,
                time,
                record.topic(),
                record.partition(),
                record.offset(),
                episodeId,
                record.key(),
                record.value(),
                headers);
    }

    /** A dead letter as it stands on its topic. */
    public static DeadLetter read(ConsumerRecord<byte[], byte[]> record) {
        String episodeId = text(record, "episode-id");
        List<Header> headers = new ArrayList<>();
        for (Header header : record.headers()) {
            if (!header.key().startsWith(PREFIX)) {
                headers.add(header);
            }
        }
        String topic = text(record, "topic");
        int partition = Integer.parseInt(orElse(text(record, "partition"), "-1"));
        long offset = Long.parseLong(orElse(text(record, "offset"), "-1"));
        return new DeadLetter(
                topic + "@" + partition + "@" + offset,
                orElse(text(record, "code"), "unknown"),
                orElse(text(record, "message"), ""),
                orElse(text(record, "stage"), "unknown"),
                Instant.ofEpochMilli(Long.parseLong(orElse(text(record, "millis"), "0"))),
                orElse(topic, "unknown"),
                partition,
                offset,
                episodeId,
                record.key(),
                record.value(),
                headers);
    }

    /** All headers of the record on the dead-letter topic. */
    public List<Header> allHeaders() {
        List<Header> all = new ArrayList<>(headers);
        all.add(header("code", code));
        all.add(header("message", message));
        all.add(header("stage", stage));
        all.add(header("millis", Long.toString(time.toEpochMilli())));
        all.add(header("topic", topic));
        all.add(header("partition", Integer.toString(partition)));
        all.add(header("offset", Long.toString(offset)));
        if (episodeId != null) {
            all.add(header("episode-id", episodeId));
        }
        return all;
    }

    private static Header header(String name, String value) {
        return new RecordHeader(PREFIX + name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static @Nullable String text(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(PREFIX + name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static String orElse(@Nullable String value, String otherwise) {
        return value == null ? otherwise : value;
    }
}

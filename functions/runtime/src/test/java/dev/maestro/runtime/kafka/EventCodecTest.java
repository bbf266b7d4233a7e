package dev.maestro.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.maestro.core.episode.TerminalException;
import dev.maestro.schema.event.EventType;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class EventCodecTest {

    private static ConsumerRecord<byte[], byte[]> record(EventType type, String json) {
        return new ConsumerRecord<>(type.topic(), 0, 0, new byte[0], json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void namesTheFieldsThatAreMissing() {
        assertThatExceptionOfType(TerminalException.class)
                .isThrownBy(() -> EventCodec.decode(record(EventType.EPISODE_STARTED, "{}")))
                .withMessage("a required field is missing: state");
    }

    @Test
    void saysWhichRecordCannotBeReadAndWhere() {
        assertThatExceptionOfType(TerminalException.class)
                .isThrownBy(() -> EventCodec.decode(record(EventType.EPISODE_STARTED, "{\"state\": 3}")))
                .withMessageContaining("EpisodeStarted")
                .withMessageContaining("line 1");
    }
}

package dev.maestro.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.runtime.HopListener;
import dev.maestro.runtime.journal.Journal;
import dev.maestro.runtime.store.FileObjectStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which transactions there are; {@link KafkaAdapterIT} has them on a real broker. */
class LaneCommitterTest {

    private static final TopicPartition PARTITION = new TopicPartition("t", 0);
    private static final String GROUP = "g";
    private static final int MOST_WAITING = 3;
    private static final Output OUTPUT = new Output("out", null, new byte[1], List.of());

    @TempDir
    private Path objects;

    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final List<LaneBook.Taken> taken = new ArrayList<>();
    private Lane lane;
    private LaneCommitter committer;

    @BeforeEach
    void takeUpEight() throws IOException {
        HopRunner hops = new HopRunner(
                Loop.decide(state -> {}),
                new Journal(FileObjectStore.open(objects)),
                HopListener.NONE,
                LaneSettings.DEFAULT,
                Clock.systemUTC());
        lane = new Lane("decide", hops, LaneSettings.DEFAULT, new PolledOffsets(), () -> {});
        producer.initTransactions();
        committer = new LaneCommitter(producer, () -> new ConsumerGroupMetadata(GROUP), lane, MOST_WAITING);
        lane.use(committer);
        consumer.assign(Set.of(PARTITION));
        lane.assigned(consumer, Set.of(PARTITION));
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int offset = 0; offset < 8; offset++) {
            records.add(new ConsumerRecord<>(PARTITION.topic(), PARTITION.partition(), offset, null, new byte[0]));
        }
        lane.book().add(new ConsumerRecords<>(Map.of(PARTITION, records), Map.of()), -1);
        taken.addAll(lane.book().takeUp().taken());
    }

    @AfterEach
    void close() {
        lane.close();
        consumer.close();
        producer.close();
    }

    private void commit(int offset, Output... outputs) {
        committer.commit(new LaneCommitter.Done(taken.get(offset).progress(), offset, List.of(outputs)));
    }

    private long committed() {
        List<Map<String, Map<TopicPartition, OffsetAndMetadata>>> history = producer.consumerGroupOffsetsHistory();
        return history.isEmpty()
                ? 0
                : history.getLast().get(GROUP).get(PARTITION).offset();
    }

    @Test
    void commitsARecordWithOutputsAtOnce() {
        commit(0, OUTPUT);
        commit(1, OUTPUT);

        assertThat(producer.commitCount()).isEqualTo(2);
        assertThat(producer.history()).hasSize(2);
        assertThat(committed()).isEqualTo(2);
    }

    @Test
    void commitsRecordsWithoutOutputsTogetherWithTheNextThatHasSome() {
        commit(0);
        commit(1);
        long before = producer.commitCount();

        commit(2, OUTPUT);

        assertThat(before).isZero();
        assertThat(producer.commitCount()).isEqualTo(1);
        assertThat(committed()).isEqualTo(3);
        assertThat(lane.isIdle()).isFalse(); // five more are in flight
    }

    @Test
    void hasRecordsWithoutOutputsWaitUntilTheyAreManyOrTheirTimeIsUp() {
        for (int offset = 0; offset < MOST_WAITING; offset++) {
            commit(offset);
        }
        long many = committed();
        commit(3);
        long one = committed();
        lane.commitWaiting();
        lane.commitWaiting();

        assertThat(many).isEqualTo(MOST_WAITING);
        assertThat(one).isEqualTo(MOST_WAITING);
        assertThat(committed()).isEqualTo(4);
        assertThat(producer.commitCount()).isEqualTo(2);
    }

    @Test
    void isIdleOnlyWhenNothingWaitsToBeCommitted() {
        for (int offset = 0; offset < 6; offset++) {
            commit(offset);
        }
        commit(6, OUTPUT);
        commit(7);
        boolean waiting = lane.isIdle();
        lane.commitWaiting();

        assertThat(waiting).isFalse();
        assertThat(lane.isIdle()).isTrue();
        assertThat(committed()).isEqualTo(8);
    }
}

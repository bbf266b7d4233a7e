package dev.maestro.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The group's generation is 1, as {@link MockConsumer} says. */
class LaneBookTest {

    private static final TopicPartition PARTITION = new TopicPartition("t", 0);
    private static final int GENERATION = 1;

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final LaneBook book = new LaneBook(2, new PolledOffsets());

    @BeforeEach
    void assign() {
        consumer.assign(Set.of(PARTITION));
        book.assign(consumer, Set.of(PARTITION));
    }

    @AfterEach
    void close() {
        consumer.close();
    }

    private static ConsumerRecords<byte[], byte[]> records(long... offsets) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (long offset : offsets) {
            records.add(new ConsumerRecord<>(PARTITION.topic(), PARTITION.partition(), offset, null, new byte[0]));
        }
        return new ConsumerRecords<>(Map.of(PARTITION, records), Map.of());
    }

    private List<LaneCommitter.Done> done(LaneBook.Next next) {
        return next.taken().stream()
                .map(taken ->
                        new LaneCommitter.Done(taken.progress(), taken.record().offset(), List.of()))
                .toList();
    }

    private static List<Long> offsets(LaneBook.Next next) {
        return next.taken().stream().map(taken -> taken.record().offset()).toList();
    }

    @Test
    void takesUpNoMoreThanTheBoundUntilRecordsLeave() {
        book.add(records(0, 1, 2), GENERATION);

        LaneBook.Next first = book.takeUp();
        LaneBook.Next full = book.takeUp();
        book.released(1);
        LaneBook.Next second = book.takeUp();

        assertThat(offsets(first)).containsExactly(0L, 1L);
        assertThat(full.taken()).isEmpty();
        assertThat(offsets(second)).containsExactly(2L);
        assertThat(book.isIdle()).isFalse();
    }

    @Test
    void asksForOneBatchAtATime() {
        boolean first = book.ask();
        boolean again = book.ask();
        book.add(records(0), GENERATION);
        boolean short1 = book.takeUp().isShort();

        assertThat(first).isTrue();
        assertThat(again).isFalse();
        assertThat(short1).isTrue();
        assertThat(book.ask()).isTrue();
        assertThat(book.takeUp().isShort()).isFalse();
    }

    @Test
    void dropsABatchThatWasFetchedBeforeTheAssignment() {
        book.add(records(0), GENERATION - 1);
        book.add(records(1), -1);

        assertThat(offsets(book.takeUp())).containsExactly(1L);
    }

    @Test
    void forgetsThePartitionsThatWereTakenAway() {
        book.add(records(0, 1, 2), GENERATION);
        List<LaneCommitter.Done> running = done(book.takeUp());
        List<LaneCommitter.Done> owned = new ArrayList<>();

        book.revoke(Set.of(PARTITION));
        Map<TopicPartition, OffsetAndMetadata> offsets = book.complete(running, owned);
        book.released(2);

        assertThat(offsets).isEmpty();
        assertThat(owned).isEmpty();
        assertThat(book.takeUp().taken()).isEmpty();
        assertThat(book.isIdle()).isTrue();
    }

    @Test
    void commitsUpToTheFirstRecordThatIsNotDone() {
        book.add(records(0, 1), GENERATION);
        List<LaneCommitter.Done> running = done(book.takeUp());

        Map<TopicPartition, OffsetAndMetadata> late = book.complete(running.subList(1, 2), new ArrayList<>());
        Map<TopicPartition, OffsetAndMetadata> both = book.complete(running.subList(0, 1), new ArrayList<>());

        assertThat(late.get(PARTITION).offset()).isZero();
        assertThat(both.get(PARTITION).offset()).isEqualTo(2);
    }

    @Test
    void takesBackWhatAnAbortedTransactionHeld() {
        book.add(records(0, 1), GENERATION);
        List<LaneCommitter.Done> running = done(book.takeUp());
        book.complete(running, new ArrayList<>());

        book.reopen(running);
        Map<TopicPartition, OffsetAndMetadata> second = book.complete(running.subList(1, 2), new ArrayList<>());

        assertThat(second.get(PARTITION).offset()).isZero();
    }

    @Test
    void passesOverWhatTheProcessBeforeHadDone() {
        book.add(records(0, 1), GENERATION);
        List<LaneCommitter.Done> running = done(book.takeUp());
        consumer.commitSync(book.complete(running.subList(1, 2), new ArrayList<>()));
        LaneBook next = new LaneBook(2, new PolledOffsets());

        next.assign(consumer, Set.of(PARTITION));
        next.add(records(0, 1, 2), GENERATION);
        LaneBook.Next taken = next.takeUp();

        assertThat(offsets(taken)).containsExactly(0L, 2L);
        assertThat(taken.taken()).allMatch(LaneBook.Taken::isSuspect);
    }

    @Test
    void takesNothingUpOnceItIsClosed() {
        book.add(records(0), GENERATION);

        book.close();

        assertThat(book.takeUp().taken()).isEmpty();
        assertThat(book.isClosed()).isTrue();
    }
}

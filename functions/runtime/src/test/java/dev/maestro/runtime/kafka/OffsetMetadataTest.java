package dev.maestro.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OffsetMetadataTest {

    @Test
    void givesBackWhatItEncoded() {
        Random random = new Random(7);
        for (int run = 0; run < 200; run++) {
            long committed = random.nextLong(1L << 40);
            NavigableSet<Long> open = new TreeSet<>();
            open.add(committed);
            for (int i = random.nextInt(256); i > 0; i--) {
                open.add(committed + random.nextLong(OffsetMetadata.MAX_SPAN));
            }
            long next = open.last() + 1 + random.nextInt(100);

            String metadata = OffsetMetadata.encode(committed, next, open);

            assertThat(OffsetMetadata.decode(committed, metadata)).isEqualTo(new OffsetMetadata(next, open));
            assertThat(metadata.length())
                    .isLessThanOrEqualTo(OffsetMetadata.BYTES_OF_FRAME + open.size() * OffsetMetadata.BYTES_PER_ENTRY);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "of another program", "m1:", "m1:!!!", "m1:gICA"})
    void takesWhatItCannotReadForNothing(String metadata) {
        assertThat(OffsetMetadata.decode(42, metadata)).isEqualTo(OffsetMetadata.none(42));
    }

    @Test
    void keepsWhatWasDoneBeforeTheLastRestartUntilItHasPassedIt() {
        NavigableSet<Long> open = new TreeSet<>();
        open.add(10L);
        open.add(15L);
        PartitionProgress progress =
                new PartitionProgress(new TopicPartition("topic", 0), new OffsetMetadata(20, open), 10, 1, 4);

        progress.open(10);
        progress.complete(10);
        OffsetAndMetadata position = progress.position();

        assertThat(progress.isDone(11)).isTrue();
        assertThat(progress.isDone(15)).isFalse();
        assertThat(progress.isDone(20)).isFalse();
        assertThat(position.offset()).isEqualTo(15);
        OffsetMetadata read = OffsetMetadata.decode(15, position.metadata());
        assertThat(read.next()).isEqualTo(20);
        assertThat(read.open()).containsExactly(15L);
    }

    @Test
    void commitsTheFirstOpenOffsetAndNamesTheOthers() {
        PartitionProgress progress =
                new PartitionProgress(new TopicPartition("topic", 0), OffsetMetadata.none(0), 0, 1, 4);
        for (long offset = 0; offset < 10; offset++) {
            progress.open(offset);
        }
        for (long offset : new long[] {0, 1, 3, 4, 5, 8, 9}) {
            progress.complete(offset);
        }

        OffsetAndMetadata position = progress.position();

        assertThat(position.offset()).isEqualTo(2);
        assertThat(OffsetMetadata.decode(2, position.metadata()).open()).containsExactly(2L, 6L, 7L);
        assertThat(OffsetMetadata.decode(2, position.metadata()).next()).isEqualTo(10);
    }

    @Test
    void takesNothingUpBeyondItsSpan() {
        PartitionProgress progress =
                new PartitionProgress(new TopicPartition("topic", 0), OffsetMetadata.none(0), 0, 1, 4);
        progress.open(5);

        assertThat(progress.hasRoomFor(5 + OffsetMetadata.MAX_SPAN - 1)).isTrue();
        assertThat(progress.hasRoomFor(5 + OffsetMetadata.MAX_SPAN)).isFalse();
    }
}

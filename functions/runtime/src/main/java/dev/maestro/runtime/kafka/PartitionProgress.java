package dev.maestro.runtime.kafka;

import java.util.NavigableSet;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * How far a lane is with one partition, from its assignment to its revocation. Not thread-safe: the lane's lock guards it.
 */
final class PartitionProgress {

    private final TopicPartition partition;
    private final OffsetMetadata before;
    private final NavigableSet<Long> open = new TreeSet<>();
    private final int generation;
    private int suspects;
    private long next;
    private long committed;
    private boolean revoked;

    /**
     * Starts from what the group has committed.
     *
     * @param generation of the group at the assignment
     * @param suspects how many of the first records may have been in flight when the process before this one ended
     */
    PartitionProgress(TopicPartition partition, OffsetMetadata before, long committed, int generation, int suspects) {
        this.partition = partition;
        this.before = before;
        this.generation = generation;
        this.suspects = suspects;
        this.next = committed;
        this.committed = committed;
    }

    TopicPartition partition() {
        return partition;
    }

    /**
     * Whether a batch was fetched in this assignment; one from before it may leave a gap.
     *
     * @param batchGeneration of the group when it was fetched, below 0 when unknown
     */
    boolean isFrom(int batchGeneration) {
        return batchGeneration < 0 || batchGeneration >= generation;
    }

    /** Whether a record was done before this process had the partition. */
    boolean isDone(long offset) {
        return offset < before.next() && !before.open().contains(offset);
    }

    /** Whether taking up a record keeps the metadata within bounds. */
    boolean hasRoomFor(long offset) {
        return open.isEmpty() || offset - open.first() < OffsetMetadata.MAX_SPAN;
    }

    /** A record that was done before; passes over it. */
    void skip(long offset) {
        next = Math.max(next, offset + 1);
    }

    /**
     * Takes up a record.
     *
     * @return whether it may have been tried by the process before this one
     */
    boolean open(long offset) {
        open.add(offset);
        next = Math.max(next, offset + 1);
        if (suspects == 0) {
            return false;
        }
        suspects--;
        return true;
    }

    void complete(long offset) {
        open.remove(offset);
    }

    /** The transaction that held it was aborted. */
    void reopen(long offset) {
        open.add(offset);
    }

    /** First offset that was never taken up. */
    long next() {
        return next;
    }

    /** What to commit now; what the process before this one had done beyond {@link #next()} stays in it. */
    OffsetAndMetadata position() {
        long upTo = next;
        NavigableSet<Long> notDone = open;
        if (before.next() > next) {
            upTo = before.next();
            notDone = new TreeSet<>(before.open().tailSet(next));
            notDone.addAll(open);
        }
        long offset = notDone.isEmpty() ? upTo : notDone.first();
        return new OffsetAndMetadata(offset, OffsetMetadata.encode(offset, upTo, notDone));
    }

    /** The offset of the last commit. */
    long committed() {
        return committed;
    }

    void committed(long offset) {
        committed = offset;
        next = Math.max(next, offset);
    }

    void revoke() {
        revoked = true;
    }

    boolean isRevoked() {
        return revoked;
    }
}

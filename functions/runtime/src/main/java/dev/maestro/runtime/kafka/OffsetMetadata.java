package dev.maestro.runtime.kafka;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * What is done beyond the committed offset, as the metadata of the commit: {@code m1:} and, in Base64, variable-length
 * integers: how far records were taken up, then each offset that is not done, as the distance from the one before. All
 * others up to there are done. The committed offset is the first that is not done.
 *
 * <p>Not-done offsets are few (at most those in flight), done ones may be many: a second of neighbours of a slow call
 * is thousands of them. An entry takes at most {@link #BYTES_PER_ENTRY} characters while the span stays below
 * {@link #MAX_SPAN}.
 *
 * @param next first offset that was never taken up
 * @param open offsets below {@code next} that are not done
 */
record OffsetMetadata(long next, NavigableSet<Long> open) {

    /** Offsets between the first open one and the next one. */
    static final long MAX_SPAN = 1 << 21;

    /** Characters that an open offset takes at most. */
    static final int BYTES_PER_ENTRY = 4;

    /** Characters that the rest takes at most. */
    static final int BYTES_OF_FRAME = 24;

    private static final String PREFIX = "m1:";

    /** Nothing but what the committed offset says. */
    static OffsetMetadata none(long committed) {
        return new OffsetMetadata(committed, new TreeSet<>());
    }

    /**
     * Encodes it.
     *
     * @param committed the offset of the commit
     */
    static String encode(long committed, long next, Collection<Long> open) {
        if (open.isEmpty()) {
            return "";
        }
        ByteBuffer bytes = ByteBuffer.allocate(10 * (open.size() + 1));
        write(bytes, next - committed);
        long before = committed;
        for (long offset : open) {
            write(bytes, offset - before);
            before = offset;
        }
        byte[] packed = Arrays.copyOf(bytes.array(), bytes.position());
        return PREFIX + Base64.getEncoder().withoutPadding().encodeToString(packed);
    }

    /** Decodes it; what another program wrote counts as nothing, then records are only delivered again. */
    static OffsetMetadata decode(long committed, String metadata) {
        if (!metadata.startsWith(PREFIX)) {
            return none(committed);
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(metadata.substring(PREFIX.length())));
            long next = committed + read(bytes);
            NavigableSet<Long> open = new TreeSet<>();
            long before = committed;
            while (bytes.hasRemaining()) {
                before += read(bytes);
                open.add(before);
            }
            return new OffsetMetadata(next, open);
        } catch (IllegalArgumentException | java.nio.BufferUnderflowException e) {
            return none(committed);
        }
    }

    private static void write(ByteBuffer bytes, long value) {
        long rest = value;
        while (rest >= 0x80) {
            bytes.put((byte) (rest | 0x80));
            rest >>>= 7;
        }
        bytes.put((byte) rest);
    }

    private static long read(ByteBuffer bytes) {
        long value = 0;
        for (int shift = 0; true; shift += 7) {
            byte part = bytes.get();
            value |= (long) (part & 0x7f) << shift;
            if (part >= 0) {
                return value;
            }
        }
    }
}

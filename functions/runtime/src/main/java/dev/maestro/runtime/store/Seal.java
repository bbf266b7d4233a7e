package dev.maestro.runtime.store;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;

/** The last 12 bytes of a named object: a mark, the length and a CRC32C of what stands before them. */
final class Seal {

    private static final int MARK = 0x4d_41_45_31;
    private static final int BYTES = 12;

    private Seal() {}

    static byte[] close(byte[] bytes) {
        ByteBuffer sealed = ByteBuffer.allocate(bytes.length + BYTES);
        return sealed.put(bytes)
                .putInt(MARK)
                .putInt(bytes.length)
                .putInt(checksum(bytes, bytes.length))
                .array();
    }

    /** The bytes without their seal; empty when the file is torn. */
    static Optional<byte[]> open(byte[] sealed) {
        int length = sealed.length - BYTES;
        if (length < 0) {
            return Optional.empty();
        }
        ByteBuffer seal = ByteBuffer.wrap(sealed, length, BYTES);
        boolean whole = seal.getInt() == MARK && seal.getInt() == length && seal.getInt() == checksum(sealed, length);
        return whole ? Optional.of(Arrays.copyOf(sealed, length)) : Optional.empty();
    }

    private static int checksum(byte[] bytes, int length) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, 0, length);
        return (int) checksum.getValue();
    }
}

package dev.maestro.core.task;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Encoded bytes, read at absolute positions; every read past the end is a {@link PastEndException}. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ImageBytes(byte[] content) {

    /** A read past the end: the file is cut off. */
    static final class PastEndException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        PastEndException() {
            super("past the end", null, false, false);
        }
    }

    int length() {
        return content.length;
    }

    /** Checks that {@code position} is not past the end; the end itself is allowed. */
    void require(long position) {
        if (position < 0 || position > content.length) {
            throw new PastEndException();
        }
    }

    int u8(long position) {
        require(position + 1);
        require(position);
        return content[(int) position] & 0xff;
    }

    int u16(long position, boolean littleEndian) {
        int first = u8(position);
        int second = u8(position + 1);
        return littleEndian ? first | second << 8 : first << 8 | second;
    }

    long u32(long position, boolean littleEndian) {
        long first = u16(position, littleEndian);
        long second = u16(position + 2, littleEndian);
        return littleEndian ? first | second << 16 : first << 16 | second;
    }

    int u24LittleEndian(long position) {
        return u16(position, true) | u8(position + 2) << 16;
    }

    /** Whether these Latin-1 characters stand at a position; false past the end. */
    boolean has(long position, String characters) {
        byte[] wanted = characters.getBytes(StandardCharsets.ISO_8859_1);
        if (position < 0 || position + wanted.length > content.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if (content[(int) position + i] != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    boolean startsWith(String characters) {
        return has(0, characters);
    }

    String firstHex() {
        return HexFormat.ofDelimiter(" ").formatHex(content, 0, Math.min(8, content.length));
    }
}

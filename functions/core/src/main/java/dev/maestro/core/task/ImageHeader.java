package dev.maestro.core.task;

import java.nio.charset.StandardCharsets;

/**
 * What the first bytes of an image say. Nothing is decoded, so a picture of any size costs nothing here.
 *
 * @param mediaType by magic bytes, whatever the file was called
 * @param width in pixels
 * @param height in pixels
 */
public record ImageHeader(String mediaType, int width, int height) {

    /** The bytes are no image that Maestro reads, or end too early. */
    public static final class UnreadableException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnreadableException(String message) {
            super(message);
        }

        @Override
        public String getMessage() {
            return String.valueOf(super.getMessage());
        }
    }

    /**
     * Reads type and size.
     *
     * @throws UnreadableException for any other bytes; the message says what they look like
     */
    public static ImageHeader read(byte[] bytes) {
        if (startsWith(bytes, 0, "\u0089PNG\r\n\u001a\n")) {
            need(bytes, 24, "PNG");
            return checked("image/png", int32(bytes, 16), int32(bytes, 20));
        }
        if (bytes.length > 2 && (bytes[0] & 0xff) == 0xff && (bytes[1] & 0xff) == 0xd8) {
            return jpeg(bytes);
        }
        throw new UnreadableException("it is neither PNG nor JPEG (the content counts, not the name of the file).");
    }

    private static ImageHeader jpeg(byte[] bytes) {
        int at = 2;
        while (at + 9 < bytes.length) {
            if ((bytes[at] & 0xff) != 0xff) {
                throw new UnreadableException("it is a damaged JPEG.");
            }
            int marker = bytes[at + 1] & 0xff;
            boolean frame = marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
            if (frame) {
                return checked("image/jpeg", int16(bytes, at + 7), int16(bytes, at + 5));
            }
            at += marker == 0xff ? 1 : 2 + int16(bytes, at + 2);
        }
        throw new UnreadableException("it is a JPEG that ends before its size is known; send the whole file.");
    }

    private static ImageHeader checked(String mediaType, int width, int height) {
        if (width < 1 || height < 1) {
            throw new UnreadableException("its header gives no size.");
        }
        return new ImageHeader(mediaType, width, height);
    }

    private static void need(byte[] bytes, int length, String kind) {
        if (bytes.length < length) {
            throw new UnreadableException("it is a " + kind + " that ends too early; send the whole file.");
        }
    }

    private static boolean startsWith(byte[] bytes, int at, String magic) {
        byte[] expected = magic.getBytes(StandardCharsets.ISO_8859_1);
        if (bytes.length < at + expected.length) {
            return false;
        }
        for (int i = 0; i < expected.length; i++) {
            if (bytes[at + i] != expected[i]) {
                return false;
            }
        }
        return true;
    }

    private static int int16(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
    }

    private static int int32(byte[] bytes, int at) {
        return int16(bytes, at) << 16 | int16(bytes, at + 2);
    }
}

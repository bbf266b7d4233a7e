package dev.maestro.core.task;

import dev.maestro.core.task.ImageRejectedException.Reason;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What an image says of itself: its type by magic bytes and its size by its header. Nothing is decoded, so that neither
 * a bomb nor a broken file costs more than a walk over its blocks.
 *
 * @param mediaType {@code image/png, jpeg, gif, webp, bmp} or {@code tiff}
 * @param width in pixels, above 0
 * @param height in pixels, above 0
 */
public record ImageHeader(String mediaType, int width, int height) {

    /** One image format. */
    interface Format {

        String mediaType();

        /** Whether the first bytes are of this format. */
        boolean matches(ImageBytes bytes);

        /** Width and height. */
        Size size(ImageBytes bytes);

        /** Checks that the file reaches its own end. */
        void checkComplete(ImageBytes bytes);
    }

    /** In pixels, as the file says, perhaps absurd. */
    record Size(long width, long height) {}

    private static final List<Format> FORMATS = List.of(
            new PngFormat(), new JpegFormat(), new GifFormat(), new WebpFormat(), new BmpFormat(), new TiffFormat());

    /**
     * Reads the header and checks limits and completeness.
     *
     * @param content the encoded image; not changed, not kept
     * @throws ImageRejectedException and nothing else, whatever the bytes
     */
    public static ImageHeader of(byte[] content, AdmissionLimits limits) {
        if (content.length == 0) {
            throw new ImageRejectedException(
                    Reason.EMPTY, "the image has no bytes; check that the file was read before it was sent");
        }
        if (content.length > limits.maxImageBytes()) {
            throw new ImageRejectedException(
                    Reason.TOO_MANY_BYTES,
                    String.format(
                            Locale.ROOT,
                            "the image has %,d bytes, at most %,d are accepted; compress it or send a smaller one",
                            content.length,
                            limits.maxImageBytes()));
        }
        ImageBytes bytes = new ImageBytes(content);
        Format format = FORMATS.stream()
                .filter(candidate -> candidate.matches(bytes))
                .findFirst()
                .orElseThrow(() -> new ImageRejectedException(Reason.UNKNOWN, unknown(bytes)));
        try {
            Size size = format.size(bytes);
            checkSize(size, format.mediaType(), limits);
            format.checkComplete(bytes);
            return new ImageHeader(format.mediaType(), (int) size.width(), (int) size.height());
        } catch (ImageBytes.PastEndException e) {
            throw new ImageRejectedException(
                    Reason.TRUNCATED,
                    String.format(
                            Locale.ROOT,
                            "the file begins as %s and stops after %,d bytes, before its end; send the whole file",
                            format.mediaType(),
                            content.length));
        }
    }

    private static void checkSize(Size size, String mediaType, AdmissionLimits limits) {
        if (size.width() < 1 || size.height() < 1) {
            throw malformed(mediaType, "says that it is " + size.width() + " x " + size.height() + " pixels");
        }
        boolean beyondInt = size.width() > Integer.MAX_VALUE || size.height() > Integer.MAX_VALUE;
        if (beyondInt || size.width() * size.height() > limits.maxPixels()) {
            throw new ImageRejectedException(
                    Reason.TOO_MANY_PIXELS,
                    String.format(
                            Locale.ROOT,
                            "the image has %,d x %,d pixels, at most %,d in all are accepted; scale it down",
                            size.width(),
                            size.height(),
                            limits.maxPixels()));
        }
    }

    private static String unknown(ImageBytes bytes) {
        String hint = bytes.startsWith("<") || bytes.startsWith("{") ? "; it looks like a text or web page" : "";
        hint = bytes.startsWith("%PDF") ? "; it is a PDF, send its pages as PNG or JPEG" : hint;
        return "the file is no PNG, JPEG, GIF, WebP, BMP or TIFF image (its first bytes are " + bytes.firstHex() + ")"
                + hint;
    }

    static ImageRejectedException malformed(String mediaType, String what) {
        return new ImageRejectedException(
                Reason.MALFORMED, "the " + mediaType + " header " + what + "; save the image anew and send that");
    }

    /**
     * The media type that a file name promises.
     *
     * @param fileName or path; its extension counts, whatever its case
     * @return empty when it has none that is read here
     */
    public static Optional<String> promisedBy(String fileName) {
        String lower = fileName.toLowerCase(Locale.ROOT);
        return switch (lower.substring(lower.lastIndexOf('.') + 1)) {
            case "png" -> Optional.of("image/png");
            case "jpg", "jpeg", "jpe", "jfif" -> Optional.of("image/jpeg");
            case "gif" -> Optional.of("image/gif");
            case "webp" -> Optional.of("image/webp");
            case "bmp", "dib" -> Optional.of("image/bmp");
            case "tif", "tiff" -> Optional.of("image/tiff");
            default -> Optional.empty();
        };
    }
}

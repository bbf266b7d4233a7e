package dev.maestro.local.experts.picture;

import dev.maestro.core.task.AdmissionLimits;
import dev.maestro.core.task.ImageHeader;
import dev.maestro.core.task.ImageRejectedException;
import dev.maestro.local.experts.BadInputException;
import java.util.Locale;
import java.util.zip.CRC32;

/**
 * What the first bytes of a picture file say, and whether the file is whole. Nothing is decoded.
 *
 * @param format by magic bytes; the file's name plays no part
 * @param width in pixels, as stored
 * @param height in pixels, as stored
 * @param transparent true when pixels may be see-through
 */
public record PictureHeader(Format format, int width, int height, boolean transparent) {

    /** Largest picture that is decoded, in pixels. */
    public static final long MAXIMUM_PIXELS = 64_000_000;

    private static final long PNG_MAGIC = 0x89504E470D0A1A0AL;

    /** File formats that are read. */
    public enum Format {
        PNG,
        JPEG,
        GIF,
        WEBP,
        BMP,
        TIFF
    }

    private static final AdmissionLimits ANY_SIZE = new AdmissionLimits(1, Long.MAX_VALUE, Long.MAX_VALUE, 0);

    /**
     * Reads the header and checks that the file ends where it should.
     *
     * @throws BadInputException {@code unreadable-image} or {@code image-too-large}
     */
    public static PictureHeader of(byte[] bytes) {
        PictureHeader header;
        if (bytes.length >= 33 && (integer(bytes, 0) << 32 | integer(bytes, 4)) == PNG_MAGIC) {
            header = png(bytes);
        } else if (bytes.length >= 4 && unsigned(bytes, 0) == 0xFF && unsigned(bytes, 1) == 0xD8) {
            header = jpeg(bytes);
        } else if (bytes.length == 0) {
            throw unreadable("the image is empty");
        } else {
            header = other(bytes);
        }
        return header;
    }

    /** One of the formats whose headers are read as when a task is admitted. */
    private static PictureHeader other(byte[] bytes) {
        try {
            ImageHeader header = ImageHeader.of(bytes, ANY_SIZE);
            Format format = Format.valueOf(
                    header.mediaType().substring("image/".length()).toUpperCase(Locale.ROOT));
            return sized(format, header.width(), header.height(), true);
        } catch (ImageRejectedException e) {
            throw unreadable(String.valueOf(e.getMessage()));
        }
    }

    /** Width times height. */
    public long pixels() {
        return (long) width * height;
    }

    private static PictureHeader png(byte[] bytes) {
        if (integer(bytes, 12) != 0x49484452) {
            throw unreadable("the PNG does not start with its header; it is damaged");
        }
        PictureHeader size = sized(Format.PNG, integer(bytes, 16), integer(bytes, 20), false);
        int colourType = unsigned(bytes, 25);
        boolean transparent = colourType == 4 || colourType == 6;
        CRC32 checksum = new CRC32();
        int at = 8;
        while (at + 12 <= bytes.length) {
            long length = integer(bytes, at);
            long type = integer(bytes, at + 4);
            if (length > bytes.length - at - 12L) {
                break;
            }
            checksum.reset();
            checksum.update(bytes, at + 4, (int) length + 4);
            if (checksum.getValue() != integer(bytes, at + 8 + (int) length)) {
                throw unreadable("the PNG is damaged: a checksum is wrong");
            }
            transparent |= type == 0x74524E53;
            if (type == 0x49454E44) {
                return new PictureHeader(size.format, size.width, size.height, transparent);
            }
            at += 12 + (int) length;
        }
        throw unreadable("the PNG is cut off after " + bytes.length + " bytes; send the whole file");
    }

    private static PictureHeader jpeg(byte[] bytes) {
        int at = 2;
        PictureHeader header = null;
        while (at + 4 <= bytes.length) {
            if (unsigned(bytes, at) != 0xFF) {
                throw unreadable("the JPEG is damaged at byte " + at);
            }
            int marker = unsigned(bytes, at + 1);
            if (marker == 0xFF) {
                at++;
                continue;
            }
            int length = unsigned(bytes, at + 2) << 8 | unsigned(bytes, at + 3);
            boolean frame = marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
            if (frame && at + 9 <= bytes.length) {
                int height = unsigned(bytes, at + 5) << 8 | unsigned(bytes, at + 6);
                int width = unsigned(bytes, at + 7) << 8 | unsigned(bytes, at + 8);
                header = sized(Format.JPEG, width, height, false);
            }
            if (marker == 0xDA && header != null) {
                requireEnd(bytes, at + 2 + length);
                return header;
            }
            at += 2 + Math.max(length, 2);
        }
        throw unreadable("the JPEG is cut off after " + bytes.length + " bytes; send the whole file");
    }

    /** Looks for the end marker behind the start of the scan; bytes behind it do not matter. */
    private static void requireEnd(byte[] bytes, int from) {
        for (int i = from; i + 1 < bytes.length; i++) {
            if (bytes[i] == (byte) 0xFF && bytes[i + 1] == (byte) 0xD9) {
                return;
            }
        }
        throw unreadable("the JPEG is cut off after " + bytes.length + " bytes; send the whole file");
    }

    private static PictureHeader sized(Format format, long width, long height, boolean transparent) {
        if (width < 1 || height < 1) {
            throw unreadable("the image says that it is " + width + " x " + height + " pixels");
        }
        if (width > MAXIMUM_PIXELS || height > MAXIMUM_PIXELS || width * height > MAXIMUM_PIXELS) {
            throw new BadInputException(
                    BadInputException.IMAGE_TOO_LARGE,
                    "the image is " + width + " x " + height + " pixels; at most " + MAXIMUM_PIXELS / 1_000_000
                            + " million are read: make it smaller");
        }
        return new PictureHeader(format, (int) width, (int) height, transparent);
    }

    private static BadInputException unreadable(String message) {
        return new BadInputException(BadInputException.UNREADABLE_IMAGE, message);
    }

    private static int unsigned(byte[] bytes, int at) {
        return bytes[at] & 0xFF;
    }

    private static long integer(byte[] bytes, int at) {
        return (long) unsigned(bytes, at) << 24
                | (long) unsigned(bytes, at + 1) << 16
                | (long) unsigned(bytes, at + 2) << 8
                | unsigned(bytes, at + 3);
    }
}

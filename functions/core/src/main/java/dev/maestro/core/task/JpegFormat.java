package dev.maestro.core.task;

/** JPEG: markers with segments up to the first scan; the size stands in the start-of-frame segment. */
final class JpegFormat implements ImageHeader.Format {

    private static final int START_OF_SCAN = 0xda;
    private static final int END_OF_IMAGE = 0xd9;

    /** The size, and where the first scan begins. */
    private record Frame(ImageHeader.Size size, long scan) {}

    @Override
    public String mediaType() {
        return "image/jpeg";
    }

    @Override
    public boolean matches(ImageBytes bytes) {
        return bytes.startsWith("\u00ff\u00d8\u00ff");
    }

    @Override
    public ImageHeader.Size size(ImageBytes bytes) {
        return frame(bytes, false).size();
    }

    /** Thumbnails hold end markers too, so the search begins at the first scan. */
    @Override
    public void checkComplete(ImageBytes bytes) {
        for (long at = frame(bytes, true).scan(); ; at++) {
            if (bytes.u8(at) == 0xff && bytes.u8(at + 1) == END_OF_IMAGE) {
                return;
            }
        }
    }

    private Frame frame(ImageBytes bytes, boolean toScan) {
        ImageHeader.Size size = null;
        long position = 2;
        while (true) {
            if (bytes.u8(position) != 0xff) {
                throw ImageHeader.malformed(mediaType(), "has no marker at byte " + position);
            }
            int marker = bytes.u8(position + 1);
            if (marker == 0xff) {
                position++;
            } else if (isAlone(marker)) {
                position += 2;
            } else if (marker == END_OF_IMAGE || marker == START_OF_SCAN) {
                if (size == null) {
                    throw ImageHeader.malformed(mediaType(), "has no start of frame before its pixels");
                }
                return new Frame(size, position + 2);
            } else {
                if (isFrame(marker)) {
                    size = new ImageHeader.Size(bytes.u16(position + 7, false), bytes.u16(position + 5, false));
                    if (!toScan) {
                        return new Frame(size, position);
                    }
                }
                int length = bytes.u16(position + 2, false);
                if (length < 2) {
                    throw ImageHeader.malformed(mediaType(), "has an empty segment at byte " + position);
                }
                position += 2L + length;
            }
        }
    }

    private static boolean isAlone(int marker) {
        return marker == 0x01 || (marker >= 0xd0 && marker <= 0xd8);
    }

    /** C4, C8 and CC are tables and extensions. */
    private static boolean isFrame(int marker) {
        return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    }
}

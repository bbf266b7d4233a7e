package dev.maestro.core.task;

import java.util.HashMap;
import java.util.Map;

/** TIFF: the first directory says the size and where strips or tiles lie. BigTIFF is not read. */
final class TiffFormat implements ImageHeader.Format {

    private static final int WIDTH = 256;
    private static final int HEIGHT = 257;
    private static final int STRIP_OFFSETS = 273;
    private static final int STRIP_BYTE_COUNTS = 279;
    private static final int TILE_OFFSETS = 324;
    private static final int TILE_BYTE_COUNTS = 325;
    private static final int SHORT = 3;
    private static final int LONG = 4;

    /** One entry of the directory: where its values begin, how many there are, how wide each is. */
    private record Entry(long position, long count, int width, boolean littleEndian) {

        long value(ImageBytes bytes, long index) {
            long at = position + index * width;
            return width == 2 ? bytes.u16(at, littleEndian) : bytes.u32(at, littleEndian);
        }
    }

    @Override
    public String mediaType() {
        return "image/tiff";
    }

    @Override
    public boolean matches(ImageBytes bytes) {
        return bytes.startsWith("II*\0") || bytes.startsWith("MM\0*");
    }

    @Override
    public ImageHeader.Size size(ImageBytes bytes) {
        Map<Integer, Entry> directory = directory(bytes);
        Entry width = directory.get(WIDTH);
        Entry height = directory.get(HEIGHT);
        if (width == null || height == null) {
            throw ImageHeader.malformed(mediaType(), "says no width or no height");
        }
        return new ImageHeader.Size(width.value(bytes, 0), height.value(bytes, 0));
    }

    @Override
    public void checkComplete(ImageBytes bytes) {
        Map<Integer, Entry> directory = directory(bytes);
        boolean tiled = directory.containsKey(TILE_OFFSETS);
        Entry offsets = directory.get(tiled ? TILE_OFFSETS : STRIP_OFFSETS);
        Entry byteCounts = directory.get(tiled ? TILE_BYTE_COUNTS : STRIP_BYTE_COUNTS);
        if (offsets == null || byteCounts == null || offsets.count() != byteCounts.count()) {
            throw ImageHeader.malformed(mediaType(), "does not say where its pixels are");
        }
        bytes.require(offsets.position() + offsets.count() * offsets.width());
        for (long i = 0; i < offsets.count(); i++) {
            bytes.require(offsets.value(bytes, i) + byteCounts.value(bytes, i));
        }
    }

    /** Entries with integer values; a value of four bytes or less stands in the entry itself. */
    private static Map<Integer, Entry> directory(ImageBytes bytes) {
        boolean littleEndian = bytes.startsWith("II");
        long start = bytes.u32(4, littleEndian);
        int entries = bytes.u16(start, littleEndian);
        Map<Integer, Entry> result = new HashMap<>();
        for (int i = 0; i < entries; i++) {
            long at = start + 2 + 12L * i;
            int type = bytes.u16(at + 2, littleEndian);
            if (type == SHORT || type == LONG) {
                int width = type == SHORT ? 2 : 4;
                long count = bytes.u32(at + 4, littleEndian);
                long position = count * width <= 4 ? at + 8 : bytes.u32(at + 8, littleEndian);
                result.put(bytes.u16(at, littleEndian), new Entry(position, count, width, littleEndian));
            }
        }
        return result;
    }
}

package dev.maestro.core.task;

/** GIF: logical screen, then blocks up to the trailer. */
final class GifFormat implements ImageHeader.Format {

    private static final int EXTENSION = 0x21;
    private static final int IMAGE = 0x2c;
    private static final int TRAILER = 0x3b;
    private static final int SCREEN_END = 13;

    @Override
    public String mediaType() {
        return "image/gif";
    }

    @Override
    public boolean matches(ImageBytes bytes) {
        return bytes.startsWith("GIF87a") || bytes.startsWith("GIF89a");
    }

    @Override
    public ImageHeader.Size size(ImageBytes bytes) {
        bytes.require(SCREEN_END);
        return new ImageHeader.Size(bytes.u16(6, true), bytes.u16(8, true));
    }

    @Override
    public void checkComplete(ImageBytes bytes) {
        long position = SCREEN_END + colourTableBytes(bytes.u8(10));
        while (true) {
            int kind = bytes.u8(position);
            switch (kind) {
                case TRAILER -> {
                    return;
                }
                case EXTENSION -> position = afterBlocks(bytes, position + 2);
                case IMAGE -> position = afterBlocks(bytes, position + 11 + colourTableBytes(bytes.u8(position + 9)));
                default -> throw ImageHeader.malformed(mediaType(), "has an unknown block at byte " + position);
            }
        }
    }

    /** Flags: the top bit says that there is a table, the lowest three its size. */
    private static long colourTableBytes(int flags) {
        return (flags & 0x80) == 0 ? 0 : 3L << ((flags & 7) + 1);
    }

    private static long afterBlocks(ImageBytes bytes, long first) {
        long position = first;
        while (bytes.u8(position) != 0) {
            position += 1 + bytes.u8(position);
        }
        return position + 1;
    }
}

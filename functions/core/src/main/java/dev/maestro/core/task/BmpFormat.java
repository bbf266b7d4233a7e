package dev.maestro.core.task;

import java.util.Set;

/** BMP: file header, then one of the known information headers; rows are padded to four bytes. */
final class BmpFormat implements ImageHeader.Format {

    /** Header sizes from OS/2 1 to version 5; two letters alone would match too much. */
    private static final Set<Long> HEADER_SIZES = Set.of(12L, 16L, 40L, 52L, 56L, 64L, 108L, 124L);

    private static final long OS2_HEADER = 12;

    @Override
    public String mediaType() {
        return "image/bmp";
    }

    @Override
    public boolean matches(ImageBytes bytes) {
        return bytes.startsWith("BM")
                && (bytes.length() < 18 || HEADER_SIZES.contains(bytes.u32(14, true)))
                && bytes.length() > 2;
    }

    @Override
    public ImageHeader.Size size(ImageBytes bytes) {
        bytes.require(26);
        if (bytes.u32(14, true) == OS2_HEADER) {
            return new ImageHeader.Size(bytes.u16(18, true), bytes.u16(20, true));
        }
        int width = (int) bytes.u32(18, true);
        int height = (int) bytes.u32(22, true);
        // A negative height says that the rows run from the top.
        return new ImageHeader.Size(width, Math.abs((long) height));
    }

    @Override
    public void checkComplete(ImageBytes bytes) {
        boolean old = bytes.u32(14, true) == OS2_HEADER;
        int bitsPerPixel = bytes.u16(old ? 24 : 28, true);
        long compression = old || bytes.u32(14, true) < 40 ? 0 : bytes.u32(30, true);
        if (compression != 0 && compression != 3) {
            bytes.require(bytes.u32(10, true) + 1);
            return;
        }
        ImageHeader.Size size = size(bytes);
        long rowBytes = (size.width() * bitsPerPixel + 31) / 32 * 4;
        bytes.require(bytes.u32(10, true) + rowBytes * size.height());
    }
}

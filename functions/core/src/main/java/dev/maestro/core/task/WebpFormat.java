package dev.maestro.core.task;

/** WebP: a RIFF container whose first chunk is VP8 (lossy), VP8L (lossless) or VP8X (extended). */
final class WebpFormat implements ImageHeader.Format {

    private static final int FOURTEEN_BITS = 0x3fff;

    @Override
    public String mediaType() {
        return "image/webp";
    }

    @Override
    public boolean matches(ImageBytes bytes) {
        return bytes.startsWith("RIFF") && bytes.has(8, "WEBP");
    }

    @Override
    public ImageHeader.Size size(ImageBytes bytes) {
        bytes.require(30 - (bytes.has(12, "VP8L") ? 5 : 0));
        if (bytes.has(12, "VP8X")) {
            return new ImageHeader.Size(bytes.u24LittleEndian(24) + 1L, bytes.u24LittleEndian(27) + 1L);
        }
        if (bytes.has(12, "VP8L")) {
            if (bytes.u8(20) != 0x2f) {
                throw ImageHeader.malformed(mediaType(), "has no VP8L signature");
            }
            long bits = bytes.u32(21, true);
            return new ImageHeader.Size((bits & FOURTEEN_BITS) + 1, (bits >> 14 & FOURTEEN_BITS) + 1);
        }
        if (bytes.has(12, "VP8 ")) {
            if (!bytes.has(23, "\u009d\u0001*")) {
                throw ImageHeader.malformed(mediaType(), "has no VP8 key frame");
            }
            return new ImageHeader.Size(bytes.u16(26, true) & FOURTEEN_BITS, bytes.u16(28, true) & FOURTEEN_BITS);
        }
        throw ImageHeader.malformed(mediaType(), "begins with an unknown chunk");
    }

    @Override
    public void checkComplete(ImageBytes bytes) {
        bytes.require(8 + bytes.u32(4, true));
    }
}

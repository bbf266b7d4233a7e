package dev.maestro.core.task;

/** PNG: signature, then chunks of length, type, data, checksum; the first is IHDR, the last IEND. */
final class PngFormat implements ImageHeader.Format {

    private static final int SIGNATURE_BYTES = 8;
    private static final int CHUNK_FRAME_BYTES = 12;

    @Override
    public String mediaType() {
        return "image/png";
    }

    @Override
    public boolean matches(ImageBytes bytes) {
        return bytes.startsWith("\u0089PNG\r\n\u001a\n");
    }

    @Override
    public ImageHeader.Size size(ImageBytes bytes) {
        bytes.require(24);
        if (!bytes.has(12, "IHDR")) {
            throw ImageHeader.malformed(mediaType(), "does not begin with IHDR");
        }
        return new ImageHeader.Size(bytes.u32(16, false), bytes.u32(20, false));
    }

    @Override
    public void checkComplete(ImageBytes bytes) {
        long position = SIGNATURE_BYTES;
        while (true) {
            long next = position + CHUNK_FRAME_BYTES + bytes.u32(position, false);
            bytes.require(next);
            if (bytes.has(position + 4, "IEND")) {
                return;
            }
            position = next;
        }
    }
}

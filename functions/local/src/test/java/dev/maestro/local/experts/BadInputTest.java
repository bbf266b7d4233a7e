package dev.maestro.local.experts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.local.modelserver.ModelException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BadInputTest {

    private static final String READ = "{\"capability\":\"read-text\",\"options\":{}}";

    private static byte[] png() {
        return Drawing.white(300, 90).text("HELLO", 30, 60, 40).png();
    }

    @ParameterizedTest
    @CsvSource({
        "ppocr-v4, '{\"capability\":\"read-text\"}'",
        "tesseract, '{\"capability\":\"read-text\"}'",
        "image-tools, '{\"operation\":\"statistics\"}'"
    })
    void refusesWhatIsNoWholePictureAndSaysWhy(String model, String request) {
        byte[] whole = png();
        byte[] jpeg = Drawing.white(300, 90).text("HELLO", 30, 60, 40).jpeg();
        byte[] damaged = png();
        damaged[damaged.length / 2] ^= 0x55;

        ModelException noPicture =
                Bench.refusal(model, request, "GIF89a, but not really".getBytes(StandardCharsets.UTF_8));
        ModelException empty = Bench.refusal(model, request, new byte[0]);
        ModelException cutPng = Bench.refusal(model, request, Arrays.copyOf(whole, whole.length * 2 / 3));
        ModelException cutJpeg = Bench.refusal(model, request, Arrays.copyOf(jpeg, jpeg.length * 2 / 3));
        ModelException flipped = Bench.refusal(model, request, damaged);

        assertThat(noPicture.code()).isEqualTo("unreadable-image");
        assertThat(noPicture).hasMessageContaining("gif");
        assertThat(empty.code()).isEqualTo("unreadable-image");
        assertThat(cutPng.code()).isEqualTo("unreadable-image");
        assertThat(cutPng).hasMessageContaining("cut off");
        assertThat(cutJpeg.code()).isEqualTo("unreadable-image");
        assertThat(cutJpeg).hasMessageContaining("cut off");
        assertThat(flipped.code()).isEqualTo("unreadable-image");
        assertThat(flipped).hasMessageContaining("checksum");
        assertThat(noPicture.kind()).isEqualTo(ModelException.Kind.REFUSED);
    }

    @Test
    void refusesAHugePictureByItsHeaderWithoutDecodingIt() {
        ModelException refusal = Bench.refusal("ppocr-v4", READ, claiming(20_000, 20_000));

        assertThat(refusal.code()).isEqualTo("image-too-large");
        assertThat(refusal).hasMessageContaining("20000 x 20000").hasMessageContaining("64 million");
    }

    @Test
    void refusesAPictureWithoutPixels() {
        ModelException refusal = Bench.refusal("tesseract", READ, claiming(0, 100));

        assertThat(refusal.code()).isEqualTo("unreadable-image");
    }

    @Test
    void refusesAPictureWhosePixelsAreMissing() {
        ModelException refusal = Bench.refusal("tesseract", READ, claiming(100, 100));

        assertThat(refusal.code()).isEqualTo("unreadable-image");
    }

    @Test
    void takesBase64AsWellAsBytes() throws Exception {
        byte[] base64 = Base64.getEncoder().encode(png());

        assertThat(Bench.texts(Bench.ask("tesseract", "read-text", "{}", base64)))
                .containsExactly("HELLO");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "read this",
                "[]",
                "{}",
                "{\"capability\":7}",
                "{\"capability\":\"detect\",\"options\":{}}",
                "{\"capability\":\"read-text\",\"options\":[]}",
                "{\"capability\":\"read-text\",\"options\":{\"layout\":\"spiral\"}}"
            })
    void refusesARequestItDoesNotUnderstand(String request) {
        ModelException refusal = Bench.refusal("ppocr-v4", request, png());

        assertThat(refusal.code()).isEqualTo("bad-options");
        assertThat(refusal.kind()).isEqualTo(ModelException.Kind.REFUSED);
    }

    @Test
    void refusesToReadNoPicture() {
        ModelException refusal = Bench.refusal("ppocr-v4", READ);

        assertThat(refusal.code()).isEqualTo("bad-options");
        assertThat(refusal).hasMessageContaining("send one as input 'image'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"operation\":\"paint\"}",
                "{\"operation\":\"crop\",\"scale\":0}",
                "{\"operation\":\"crop\",\"scale\":\"NaN\"}",
                "{\"operation\":\"crop\",\"x\":\"left\"}",
                "crop"
            })
    void refusesAnOperationThatImageToolsCannotDo(String request) {
        ModelException refusal = Bench.refusal("image-tools", request, png());

        assertThat(refusal.code()).isEqualTo("bad-options");
    }

    /** A PNG with right checksums that claims a size and holds no pixels. */
    private static byte[] claiming(int width, int height) {
        ByteBuffer png = ByteBuffer.allocate(57);
        png.putLong(0x89504E470D0A1A0AL);
        chunk(
                png,
                "IHDR",
                ByteBuffer.allocate(13)
                        .putInt(width)
                        .putInt(height)
                        .put(new byte[] {8, 2, 0, 0, 0})
                        .array());
        chunk(png, "IDAT", new byte[0]);
        chunk(png, "IEND", new byte[0]);
        return png.array();
    }

    private static void chunk(ByteBuffer png, String type, byte[] content) {
        CRC32 checksum = new CRC32();
        checksum.update(type.getBytes(StandardCharsets.US_ASCII));
        checksum.update(content);
        png.putInt(content.length)
                .put(type.getBytes(StandardCharsets.US_ASCII))
                .put(content)
                .putInt((int) checksum.getValue());
    }
}

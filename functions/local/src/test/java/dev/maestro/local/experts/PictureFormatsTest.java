package dev.maestro.local.experts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.local.modelserver.ModelException;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.imgcodecs.Imgcodecs;

/** Every format that a task may bring is one that experts read. */
class PictureFormatsTest {

    private static final String STATISTICS = "{\"operation\":\"statistics\"}";

    private static Drawing drawing() {
        return Drawing.white(300, 90).text("HELLO", 30, 60, 40);
    }

    private static byte[] picture(String format) {
        if (!format.equals("webp")) {
            return drawing().encoded(format);
        }
        Mat mat = Imgcodecs.imdecode(new MatOfByte(drawing().png()), Imgcodecs.IMREAD_COLOR);
        MatOfByte encoded = new MatOfByte();
        assertThat(Imgcodecs.imencode(".webp", mat, encoded)).isTrue();
        byte[] bytes = encoded.toArray();
        mat.release();
        encoded.release();
        return bytes;
    }

    @BeforeAll
    static void hasOpenCv() throws ModelException {
        assertThat(Bench.texts(
                        Bench.ask("tesseract", "read-text", "{}", drawing().png())))
                .containsExactly("HELLO");
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "gif", "bmp", "tiff", "webp"})
    void isReadAsItIsAndAsBase64(String format) throws ModelException {
        byte[] picture = picture(format);

        assertThat(Bench.texts(Bench.ask("tesseract", "read-text", "{}", picture)))
                .containsExactly("HELLO");
        assertThat(Bench.texts(Bench.ask(
                        "tesseract", "read-text", "{}", Base64.getEncoder().encode(picture))))
                .containsExactly("HELLO");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gif", "bmp", "tiff", "webp"})
    void isRefusedWhenItIsCutOff(String format) {
        byte[] picture = picture(format);

        ModelException refusal =
                Bench.refusal("image-tools", STATISTICS, Arrays.copyOf(picture, picture.length * 2 / 3));

        assertThat(refusal.code()).isEqualTo("unreadable-image");
        assertThat(refusal.kind()).isEqualTo(ModelException.Kind.REFUSED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gif", "webp"})
    void isRefusedWhenItsInsideIsDamaged(String format) {
        byte[] picture = picture(format);
        Arrays.fill(picture, picture.length / 4, picture.length - 8, (byte) 0x5A);

        ModelException refusal = Bench.refusal("image-tools", STATISTICS, picture);

        assertThat(refusal.code()).isEqualTo("unreadable-image");
    }

    @Test
    void aGifWhosePictureIsLargerThanItSaysIsNotDecoded() {
        byte[] gif = picture("gif");
        gif[6] = 1; // width and height of the screen, low byte first
        gif[7] = 0;
        gif[8] = 1;
        gif[9] = 0;

        ModelException refusal = Bench.refusal("image-tools", STATISTICS, gif);

        assertThat(refusal.code()).isEqualTo("unreadable-image");
    }

    @Test
    void whatShowsThroughAGifIsWhite() throws ModelException {
        byte[] gif = Drawing.transparent(300, 90).text("HELLO", 30, 60, 40).encoded("gif");

        assertThat(Bench.texts(Bench.ask("tesseract", "read-text", "{}", gif))).containsExactly("HELLO");
    }
}

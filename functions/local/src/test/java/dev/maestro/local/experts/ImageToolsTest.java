package dev.maestro.local.experts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.maestro.local.modelserver.InferenceResult;
import dev.maestro.local.modelserver.ModelException;
import dev.maestro.runtime.models.tensor.Tensor;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageToolsTest {

    private static Drawing page() {
        return Drawing.white(520, 240)
                .text("The quick brown fox", 40, 70, 34)
                .text("jumps over 13 lazy", 40, 120, 34)
                .text("dogs in the garden", 40, 170, 34);
    }

    private static BufferedImage image(byte[] png) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(png));
    }

    @Test
    void cutsOutAPartAndEnlargesIt() throws Exception {
        byte[] picture =
                Drawing.white(200, 100).filled(Color.RED, 50, 20, 30, 40).png();

        InferenceResult result = Bench.infer(
                "image-tools",
                "{\"operation\":\"crop\",\"x\":50,\"y\":20,\"width\":30,\"height\":40,\"scale\":2.5}",
                picture);

        BufferedImage part =
                image(((Tensor.Bytes) Bench.output(result, "image")).elements().getFirst());
        assertThat(part.getWidth()).isEqualTo(75);
        assertThat(part.getHeight()).isEqualTo(100);
        assertThat(((Tensor.Integers) Bench.output(result, "width")).values()).containsExactly(75);
        assertThat(((Tensor.Integers) Bench.output(result, "height")).values()).containsExactly(100);
        assertThat(new Color(part.getRGB(0, 0))).isEqualTo(Color.RED);
        assertThat(new Color(part.getRGB(74, 99))).isEqualTo(Color.RED);
    }

    @Test
    void clampsAPartToThePicture() throws Exception {
        byte[] picture = Drawing.white(200, 100).png();

        BufferedImage part = image(
                Bench.picture("{\"operation\":\"crop\",\"x\":-20,\"y\":90,\"width\":1000,\"height\":50}", picture));
        BufferedImage outside = image(
                Bench.picture("{\"operation\":\"crop\",\"x\":5000,\"y\":5000,\"width\":10,\"height\":10}", picture));

        assertThat(part.getWidth()).isEqualTo(200);
        assertThat(part.getHeight()).isEqualTo(10);
        assertThat(outside.getWidth()).isEqualTo(1);
        assertThat(outside.getHeight()).isEqualTo(1);
    }

    @Test
    void refusesAPartThatWouldBeHuge() {
        ModelException refusal = Bench.refusal(
                "image-tools",
                "{\"operation\":\"crop\",\"scale\":16}",
                Drawing.white(1000, 1000).png());

        assertThat(refusal.code()).isEqualTo("image-too-large");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-38, -11, 4, 27, 90, 180, 270, 200})
    void turnsAPageUpright(double degrees) throws Exception {
        byte[] turned = page().turned(degrees).png();

        byte[] upright = Bench.picture("{\"operation\":\"upright\"}", turned);

        String text = String.join(" ", Bench.texts(Bench.ask("tesseract", "read-text", "{}", upright)));
        assertThat(text.toLowerCase(Locale.ROOT)).contains("quick brown fox").contains("13 lazy");
    }

    @Test
    void leavesALevelPageAsItIs() throws Exception {
        byte[] picture = page().png();

        BufferedImage upright = image(Bench.picture("{\"operation\":\"upright\"}", picture));

        assertThat(upright.getWidth()).isEqualTo(520);
        assertThat(upright.getRGB(45, 60)).isEqualTo(image(picture).getRGB(45, 60));
    }

    @Test
    void takesDotsAndShadowAway() throws Exception {
        Drawing drawing = Drawing.white(520, 240);
        for (int x = 0; x < 520; x++) {
            drawing.filled(new Color(250 - x / 4, 250 - x / 4, 250 - x / 4), x, 0, 1, 240);
        }
        byte[] dirty = drawing.with(pen -> pen.setColor(Color.BLACK))
                .text("Gate 27 opens", 40, 140, 52)
                .dotted(0.04, 3)
                .png();

        byte[] clean = Bench.picture("{\"operation\":\"clean\"}", dirty);

        assertThat(Bench.texts(Bench.ask("tesseract", "read-text", "{}", dirty)))
                .doesNotContain("Gate 27 opens");
        assertThat(Bench.texts(Bench.ask("tesseract", "read-text", "{}", clean)))
                .contains("Gate 27 opens");
    }

    @Test
    void measuresFourteenNumbersFromNoughtToOne() throws Exception {
        for (byte[] picture : List.of(
                page().png(),
                page().grained(30, 5).png(),
                Drawing.white(1, 1).png(),
                Drawing.white(3000, 2).ground(Color.BLACK).png())) {

            float[] statistics = statistics(picture);

            assertThat(statistics).hasSize(14);
            for (float value : statistics) {
                assertThat(value).isBetween(0f, 1f);
            }
        }
    }

    @Test
    void seesNoiseSkewColourAndLines() throws Exception {
        float[] plain = statistics(page().png());
        float[] noisy = statistics(page().grained(30, 5).png());
        float[] dotted = statistics(page().dotted(0.05, 5).png());
        float[] skewed = statistics(page().turned(15).png());
        float[] coloured = statistics(page().ground(Color.GREEN).png());
        Drawing ruled = page();
        for (int i = 0; i < 5; i++) {
            ruled.line(Color.BLACK, 2, 10, 20 + 45 * i, 510, 20 + 45 * i);
        }
        float[] lined = statistics(ruled.png());

        assertThat(plain[6]).isLessThan(0.05f);
        assertThat(noisy[6]).isGreaterThan(0.4f);
        assertThat(dotted[6]).isGreaterThan(0.1f);
        assertThat(plain[10]).isZero();
        assertThat((double) skewed[10]).isCloseTo(15 / 45.0, within(0.03));
        assertThat(plain[5]).isZero();
        assertThat(coloured[5]).isGreaterThan(0.9f);
        assertThat(plain[8]).isZero();
        assertThat((double) lined[8]).isCloseTo(5 / 20.0, within(0.001));
    }

    private static float[] statistics(byte[] picture) throws ModelException {
        return ((Tensor.Floats) Bench.output(
                        Bench.infer("image-tools", "{\"operation\":\"statistics\"}", picture), "statistics"))
                .values();
    }
}

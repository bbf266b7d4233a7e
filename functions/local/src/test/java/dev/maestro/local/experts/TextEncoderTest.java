package dev.maestro.local.experts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.maestro.local.modelserver.ModelException;
import dev.maestro.runtime.models.tensor.Tensor;
import org.junit.jupiter.api.Test;

class TextEncoderTest {

    private static float[] encode(String text) throws ModelException {
        return ((Tensor.Floats) Bench.output(Bench.infer("text-encoder", text), "embedding")).values();
    }

    private static double cosine(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * (double) b[i];
        }
        return sum;
    }

    @Test
    void givesAPointOfLengthOne() throws Exception {
        float[] point = encode("How many circles are in the image?");

        assertThat(point).hasSize(384);
        assertThat(cosine(point, point)).isCloseTo(1, within(1e-5));
    }

    @Test
    void putsTextsOfLikeMeaningNearEachOther() throws Exception {
        float[] question = encode("How many circles are in the image?");

        double like = cosine(question, encode("Count the circles in the picture."));
        double unlike = cosine(question, encode("What is the total amount on this receipt?"));

        assertThat(like).isGreaterThan(0.75);
        assertThat(unlike).isLessThan(0.35);
    }

    @Test
    void givesZerosForABlankTextAndCutsALongOne() throws Exception {
        float[] blank = encode("  \n");
        float[] endless = encode("word ".repeat(20_000));

        assertThat(blank).containsOnly(0f);
        assertThat(cosine(endless, endless)).isCloseTo(1, within(1e-5));
    }

    @Test
    void takesEveryScript() throws Exception {
        float[] point = encode("Straße naïve 图 ☃ \u0000 \uD83D\uDE00 " + "x".repeat(300));

        assertThat(cosine(point, point)).isCloseTo(1, within(1e-5));
    }
}

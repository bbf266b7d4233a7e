package dev.maestro.core.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class EditDistanceTest {

    @Test
    void countsInsertionsDeletionsAndReplacements() {
        assertThat(EditDistance.between("kitten", "sitting")).isEqualTo(3);
        assertThat(EditDistance.between("", "abc")).isEqualTo(3);
        assertThat(EditDistance.between("abc", "")).isEqualTo(3);
    }

    @Test
    void isSymmetricAndKeepsTheTriangleInequality() {
        Random random = new Random(5);
        for (int i = 0; i < 500; i++) {
            String a = word(random);
            String b = word(random);
            String c = word(random);

            assertThat(EditDistance.between(a, b)).isEqualTo(EditDistance.between(b, a));
            assertThat(EditDistance.between(a, c))
                    .isLessThanOrEqualTo(EditDistance.between(a, b) + EditDistance.between(b, c));
        }
    }

    @Test
    void givesSimilarityAsAShareOfTheLongerText() {
        assertThat(EditDistance.similarity("total", "t0tal")).isCloseTo(0.8, within(1e-12));
        assertThat(EditDistance.similarity("", "")).isEqualTo(1);
        assertThat(EditDistance.similarity("abc", "xyz")).isZero();
    }

    private static String word(Random random) {
        StringBuilder word = new StringBuilder();
        for (int i = random.nextInt(7); i > 0; i--) {
            word.append((char) ('a' + random.nextInt(3)));
        }
        return word.toString();
    }
}

package dev.maestro.core.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PermutationTest {

    private static final long SEED = 7;

    @Test
    void isOneWhenNothingDiffers() {
        assertThat(Permutation.signFlip(new double[] {0, 0, 0}, SEED)).isEqualTo(1);
    }

    @Test
    void comesNearTheShareOfAllSignFlips() {
        double[] differences = {0.5, 0.3, 0.8, -0.1, 0.4, 0.6, 0.2, 0.9};

        double p = Permutation.signFlip(differences, SEED);

        assertThat(p).isCloseTo(exact(differences), within(0.005));
    }

    @Test
    void isTheSameWithTheOtherSign() {
        double[] differences = {0.5, 0.3, -0.8, 0.7, 0.25};
        double[] turned = Arrays.stream(differences).map(each -> -each).toArray();

        assertThat(Permutation.signFlip(turned, SEED)).isEqualTo(Permutation.signFlip(differences, SEED));
    }

    @Test
    void usesMoreBitsThanALongHas() {
        double[] differences = new double[200];
        Arrays.fill(differences, 0.1);

        assertThat(Permutation.signFlip(differences, SEED)).isLessThan(0.001);
    }

    private static double exact(double[] differences) {
        double observed = Math.abs(Arrays.stream(differences).sum());
        int asFar = 0;
        for (int flips = 0; flips < 1 << differences.length; flips++) {
            double sum = 0;
            for (int i = 0; i < differences.length; i++) {
                sum += (flips >> i & 1) == 0 ? differences[i] : -differences[i];
            }
            asFar += Math.abs(sum) >= observed - 1e-12 ? 1 : 0;
        }
        return (double) asFar / (1 << differences.length);
    }
}

package dev.maestro.core.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class KernelsTest {

    private static final double[] HERE = {0, 0};

    /** A picture at a squared distance. */
    private static double[] at(double squaredDistance) {
        return new double[] {Math.sqrt(squaredDistance), 0};
    }

    @Test
    void theSameTaskWeighsOne() {
        assertThat(Kernels.task(1, HERE, HERE)).isCloseTo(1, within(1e-12));
    }

    @Test
    void aPictureLikeNoneOfTheCalibrationIsJudgedByThoseLeastUnlike() {
        double least = Kernels.task(1, HERE, at(30));
        double more = Kernels.task(1, HERE, at(60));

        // .05 exp(-30 / 10) and .05 exp(-60 / 10), worked out by hand; the near share is 9e-14 there.
        assertThat(least).isCloseTo(0.002489353418, within(1e-11));
        assertThat(more).isCloseTo(0.000123937609, within(1e-11));
    }

    @Test
    void aPictureNearbyOutweighsAllFarOnes() {
        double near = Kernels.task(1, HERE, at(0.5));

        assertThat(near).isGreaterThan(100 * Kernels.task(1, HERE, at(30)));
    }

    @Test
    void anotherQuestionWeighsLessWhateverThePicture() {
        double same = Kernels.task(1, HERE, at(30));
        double other = Kernels.task(0.8, HERE, at(30));

        assertThat(other / same).isCloseTo(Math.exp(-2), within(1e-12));
    }

    @Test
    void onlyQuestionsCountWhereThereAreNoPictures() {
        assertThat(Kernels.task(0.9, new double[0], HERE)).isCloseTo(Math.exp(-1), within(1e-12));
    }
}

package dev.maestro.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Golden numbers: {@code src/test/golden/grpo.py}. */
class AdvantagesTest {

    @Test
    @Tag("C40")
    void areThoseOfThePaperWithoutAFloor() {
        double[] advantages = Advantages.of(new double[] {1, 0, 0, 1, 0, 0, 0, 0}, 0);

        assertThat(advantages[0]).isCloseTo(1.6201816746095261, within(1e-12));
        assertThat(advantages[1]).isCloseTo(-0.5400605582031753, within(1e-12));
        assertThat(Advantages.of(new double[] {0.87, 0.91, 0, 0}, 0))
                .containsExactly(
                        new double[] {0.8266839458164392, 0.9044894936579865, -0.8655867197372128, -0.8655867197372128},
                        within(1e-12));
    }

    @Test
    void shrinkWhereOnlyCostDiffers() {
        double[] advantages = Advantages.of(new double[] {0.90, 0.91, 0.90, 0.90}, 0.02);

        assertThat(advantages)
                .containsExactly(
                        new double[] {
                            -0.12499375031248726, 0.37498125093745066, -0.12499375031248726, -0.12499375031248726
                        },
                        within(1e-9));
    }

    @Test
    @Tag("C40")
    void areZeroWhenAllRewardsAreEqual() {
        assertThat(Advantages.of(new double[] {0.3, 0.3, 0.3}, 0)).containsOnly(0.0);
    }

    @Test
    void refuseAGroupOfOneAndWhatIsNoNumber() {
        assertThatThrownBy(() -> Advantages.of(new double[] {1}, 0)).hasMessageContaining("2 rewards or more");
        assertThatThrownBy(() -> Advantages.of(new double[] {1, Double.NaN}, 0)).hasMessageContaining("NaN");
    }
}

package dev.maestro.core.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class EvidenceTraitsTest {

    @Test
    void saysWhatATextLooksLike() {
        assertThat(EvidenceTraits.of("")).containsExactly(1, 0, 0, 0, 0, 0);
        assertThat(EvidenceTraits.of(" \n")).containsExactly(1, 0, 0, 0, 0, 0);
        assertThat(EvidenceTraits.of("42")).containsExactly(new double[] {0, 1, 2 / 60.0, 1, 0, 0}, within(1e-12));
        assertThat(EvidenceTraits.of("-1,234.5 %")[1]).isEqualTo(1);
        assertThat(EvidenceTraits.of("12+7="))
                .containsExactly(new double[] {0, 0, 5 / 60.0, 0.6, 1, 0.2}, within(1e-12));
        assertThat(EvidenceTraits.of("x".repeat(500))[2]).isEqualTo(1);
    }
}

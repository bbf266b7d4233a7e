package dev.maestro.core.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.atomic.AtomicInteger;
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

    @Test
    void remembersTheNewestResultsOnly() {
        AtomicInteger computed = new AtomicInteger();
        Remembered<String, Integer> lengths = new Remembered<>(2, text -> {
            computed.incrementAndGet();
            return text.length();
        });

        lengths.get("a");
        lengths.get("bb");
        lengths.get("a");
        lengths.get("ccc");
        lengths.get("a");

        assertThat(computed).hasValue(3);
        assertThat(lengths.get("bb")).isEqualTo(2);
        assertThat(computed).hasValue(4);
    }
}

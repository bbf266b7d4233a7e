package dev.maestro.core.invoke.glyph;

import static dev.maestro.core.invoke.Skills.ask;
import static dev.maestro.core.invoke.Skills.at;
import static dev.maestro.core.invoke.Skills.reading;
import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.core.invoke.ScriptedRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HandwrittenTest {

    private static final String QUESTION = "Which digit is written?";

    private static String classified(String first, double confidence, String second) {
        return "{\"digits\":[{\"digit\":\"%s\",\"confidence\":%s},{\"digit\":\"%s\",\"confidence\":%s}]}"
                .formatted(first, confidence, second, 1 - confidence);
    }

    @Test
    void believesAClassifierThatIsSure() {
        ScriptedRun run = ScriptedRun.replying(classified("4", 0.8, "9"));

        assertThat(new Handwritten().run(ask(QUESTION), run)).isEqualTo("4");
    }

    @ParameterizedTest
    @CsvSource({"9, 9", "4, 4", "7, 4", "q, 9"})
    void letsAReaderTipTheScales(String read, String digit) {
        ScriptedRun run = ScriptedRun.replying(classified("4", 0.6, "9")).withHelper(reading(at(read, 10, 10)));

        assertThat(new Handwritten().run(ask(QUESTION), run)).isEqualTo(digit);
    }

    @Test
    void saysNothingWhenThereIsNoInk() {
        assertThat(new Handwritten().run(ask(QUESTION), ScriptedRun.replying("{\"digits\":[]}")))
                .isEmpty();
    }
}

package dev.maestro.core.invoke.glyph;

import static dev.maestro.core.invoke.Skills.ask;
import static dev.maestro.core.invoke.Skills.at;
import static dev.maestro.core.invoke.Skills.reading;
import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.core.invoke.ScriptedRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DigitReadTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            7  | 7
            S  | 5
            a4 | 4
            x  |
            """)
    void takesADigitOrALetterThatLooksLikeOne(String read, String digit) {
        String[] replies = new String[6];
        java.util.Arrays.fill(replies, reading(at(read, 10, 10)));

        String observation = new DigitRead()
                .run(
                        ask("Which digit is written?"),
                        ScriptedRun.replying(replies).withHelper(reading(), reading()));

        assertThat(observation).isEqualTo(digit == null ? "" : digit);
    }

    @Test
    void asksACheaperReaderToo() {
        ScriptedRun run = ScriptedRun.replying(
                        reading(at("3", 10, 10)), reading(), reading(), reading(), reading(), reading())
                .withHelper(reading(at("8", 10, 10)), reading(at("8", 10, 10)));

        assertThat(new DigitRead().run(ask("Which digit is written?"), run)).isEqualTo("8");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            5 | 5 | 3 | S | 3 | 5 | 5
            B | 3 | 8 | 3 | B | 3 | 3
            """)
    void letsTheReadingsVote(
            String first, String second, String third, String fourth, String fifth, String sixth, String digit) {
        ScriptedRun run = ScriptedRun.replying(
                        reading(at(first, 10, 10)),
                        reading(at(second, 10, 10)),
                        reading(at(third, 10, 10)),
                        reading(at(fourth, 10, 10)),
                        reading(at(fifth, 10, 10)),
                        reading(at(sixth, 10, 10)))
                .withHelper(reading(), reading());

        assertThat(new DigitRead().run(ask("Which digit is written?"), run)).isEqualTo(digit);
    }
}

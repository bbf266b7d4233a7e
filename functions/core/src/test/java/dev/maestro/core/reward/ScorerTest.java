package dev.maestro.core.reward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.maestro.core.episode.TerminalException;
import dev.maestro.schema.wire.Reference;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScorerTest {

    private static final List<String> CITIES = List.of("Paris", "New  York", "12.5 km", "Rome");

    private static double score(String metric, String type, String answer, String right) {
        return Scorer.of(metric).score(answer, new Reference(right, type, metric, null), CITIES);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            number | 12                | 12          | 1
            number | 12.0              | 12          | 1
            number | 1,234             | 1234        | 1
            number | $1,234.50         | 1234.5      | 1
            number | RM 9.90           | 9.9         | 1
            number | -7                | -7          | 1
            number | −7                | -7          | 1
            number | 7                 | -7          | 0
            number | 3/4               | 0.75        | 1
            number | 0.333             | 0.33        | 1
            number | 0.339             | 0.33        | 0
            number | 8.2               | 8.246       | 0
            number | 12 apples         | 12          | 1
            number | 5 minutes per month | 5         | 1
            number | 90°               | 90          | 1
            number | 45 %              | 45          | 1
            number | 12 or 13          | 12          | 0
            number | the answer is 12  | 12          | 0
            number | 12, 13            | 12          | 0
            number | 12 13             | 12          | 0
            number | twelve            | 12          | 0
            number | 1234              | 12          | 0
            number | 12.               | 12          | 1
            text   | '  new   york '   | New York    | 1
            text   | York              | New York    | 0
            text   | in New York       | New York    | 0
            bool   | yes               | true        | 1
            bool   | No.               | False       | 1
            bool   | no                | yes         | 0
            bool   | perhaps           | yes         | 0
            list   | 5,6               | (5,6)       | 1
            list   | (5, 6)            | (5,6)       | 1
            list   | (6,5)             | (5,6)       | 0
            list   | 5                 | (5,6)       | 0
            list   | c and a           | a, c        | 1
            list   | a                 | a, c        | 0
            list   | a, b, c           | a, c        | 0
            list   | a, a, c           | a, c        | 0
            choice | b                 | B           | 1
            """)
    void scoresExactly(String type, String answer, String right, double score) {
        assertThat(score("exact", type, answer, right)).isEqualTo(score);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            B               | B | 1
            (b)             | B | 1
            B.              | B | 1
            new york        | B | 1
            B. New York     | B | 1
            (B) New York    | B | 1
            A. New York     | B | 0
            A               | B | 0
            Bern            | B | 0
            Paris, New York | B | 0
            12.5 km         | C | 1
            B or C          | B | 0
            E               | E | 1
            Rome            | E | 0
            """)
    void scoresAChoice(String answer, String right, double score) {
        assertThat(score("choice", "choice", answer, right)).isEqualTo(score);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            105     | 100    | 1
            95      | 100    | 1
            105.1   | 100    | 0
            -105    | -100   | 1
            100     | -100   | 0
            0       | 0      | 1
            0.001   | 0      | 0
            88%     | 86     | 1
            Go-Jek  | go-jek | 1
            GoJek   | Go-Jek | 0
            ten     | 10     | 0
            """)
    void scoresWithinFivePercent(String answer, String right, double score) {
        assertThat(score("relaxed_accuracy", "number", answer, right)).isEqualTo(score);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SUNNY MART   | Sunny Mart | 1
            Sunny Nart   | Sunny Mart | 0.9
            Sun          | Sunny Mart | 0
            abcde        | abcdefghij | 0.5
            """)
    void scoresByEditDistance(String answer, String right, double score) {
        assertThat(score("anls", "text", answer, right)).isCloseTo(score, within(1e-9));
    }

    @ParameterizedTest
    @ValueSource(strings = {"exact", "choice", "relaxed_accuracy", "anls"})
    void givesNothingForAnEmptyAnswer(String metric) {
        assertThat(score(metric, "text", "  ", "A")).isZero();
    }

    @Test
    void saysWhichMetricsThereAre() {
        assertThatThrownBy(() -> Scorer.of("bleu"))
                .isInstanceOf(TerminalException.class)
                .hasMessageContaining("'bleu'")
                .hasMessageContaining("relaxed_accuracy");
    }

    @Test
    void saysWhichAnswerTypesThereAre() {
        assertThatThrownBy(() -> score("exact", "haiku", "a", "b"))
                .isInstanceOf(TerminalException.class)
                .hasMessageContaining("'haiku'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"exact", "relaxed_accuracy", "anls"})
    void givesOneToTheReferenceItselfAndNeverMore(String metric) {
        Random random = new Random(7);
        for (int i = 0; i < 2000; i++) {
            String right = text(random);
            String other = text(random);

            assertThat(score(metric, "text", right, right)).as("'%s'", right).isEqualTo(1);
            assertThat(score(metric, "text", other, right))
                    .as("'%s' for '%s'", other, right)
                    .isBetween(0.0, 1.0);
        }
    }

    @Test
    void scoresNumbersTheSameHoweverTheyAreWritten() {
        Random random = new Random(11);
        for (int i = 0; i < 2000; i++) {
            int value = random.nextInt(4_000_000) - 2_000_000;
            String grouped = String.format(Locale.ROOT, "%,d", value);
            String right = String.valueOf(value);

            assertThat(score("exact", "number", grouped + " km", right))
                    .as(grouped)
                    .isEqualTo(1);
            assertThat(score("exact", "number", String.valueOf(value + 1), right))
                    .isZero();
            assertThat(score("relaxed_accuracy", "number", grouped + ".00", right))
                    .isEqualTo(1);
        }
    }

    private static String text(Random random) {
        if (random.nextBoolean()) {
            return String.valueOf(random.nextInt(2000) - 1000);
        }
        StringBuilder text = new StringBuilder("x");
        for (int i = random.nextInt(8); i > 0; i--) {
            text.append("abc ,.$/-1239".charAt(random.nextInt(13)));
        }
        return text.append('y').toString();
    }
}

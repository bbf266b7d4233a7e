package dev.maestro.core.episode;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswersTest {

    @Test
    void trimsAndCollapsesWhiteSpace() {
        assertThat(Answers.normalise("  New \t\n York ")).isEqualTo("New York");
    }

    @Test
    void dropsInvisibleCharactersAndKeepsQuotesAndCase() {
        assertThat(Answers.normalise("\u200B'It is' \uFEFFSo.")).isEqualTo("'It is' So.");
    }

    @Test
    void writesATypographicMinusPlainly() {
        assertThat(Answers.normalise("\u22127 \u2013 x")).isEqualTo("-7 \u2013 x");
    }

    @Test
    void changesNothingTheSecondTime() {
        Random random = new Random(3);
        for (int i = 0; i < 2000; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = random.nextInt(12); j > 0; j--) {
                text.append("ab 7\u00A0\t\n\u2212\u2013\u200B'.".charAt(random.nextInt(12)));
            }
            String once = Answers.normalise(text.toString());

            assertThat(Answers.normalise(once)).isEqualTo(once);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            12              | 12
            -0.50           | -0.50
            .5              | 0.5
            1,234,567.8     | 1234567.8
            $12             | 12
            -$12            | -12
            €1,000          | 1000
            12 €            | 12
            USD 3.20        | 3.20
            1e3             | 1E+3
            6/4             | 1.5
            7 cm^2          | 7
            12 m/s          | 12
            12 square units | 12
            """)
    void readsNumbersPeopleWrite(String text, BigDecimal value) {
        assertThat(Numerals.parse(text))
                .hasValueSatisfying(number -> assertThat(number).isEqualByComparingTo(value));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "x12", "12x3", "1/0", "12 or 13", "12-13", "1,23,4", "--3", "Room 12", "1 2", "12 than"
            })
    void takesNothingElseForANumber(String text) {
        assertThat(Numerals.parse(text)).isEmpty();
    }

    @Test
    void isQuickOnLongJunk() {
        assertThat(Numerals.parse("1" + " a".repeat(100_000))).isEmpty();
    }
}

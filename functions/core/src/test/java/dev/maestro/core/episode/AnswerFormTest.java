package dev.maestro.core.episode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.schema.wire.Purpose;
import dev.maestro.schema.wire.Task;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerFormTest {

    private static AnswerForm form(String question, String... choices) {
        return AnswerForm.of(
                new Task("task", "default", Purpose.SERVE, question, List.of(), List.of(choices), false, Map.of()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            The lines cross. True or False?           | true        | true
            The lines cross. True or False?           | No          | true
            The lines cross. True or False?           | 5           | false
            How many circles are there?               | 12          | true
            How many circles are there?               | three       | true
            How many circles are there?               | the library | false
            How many rows and columns are there?      | (8,2)       | true
            What is the total? Answer with the number only. | RM 9.90     | true
            What is the total? Answer with the number only. | Inc 1. GST@6% | false
            Who issued this receipt?                  | ABC Sdn Bhd | true
            Is there a dog?                           | a brown one | true
            """)
    void tellsWhatCanBeTheAnswer(String question, String text, boolean fits) {
        assertThat(form(question).fits(text)).isEqualTo(fits);
    }

    @Test
    void takesOnlyOptionsWhereThereAreOptions() {
        AnswerForm form = form("How many?", "10", "20", "many");

        assertThat(form.fits("B")).isTrue();
        assertThat(form.fits("20.0")).isTrue();
        assertThat(form.fits("15")).isFalse();
    }

    @Test
    void choosesTheNewestEvidenceThatFits() {
        assertThat(form("True or false: it rains?").choose(List.of("12", "yes", "no")))
                .isEqualTo("yes");
        assertThat(form("Who?").choose(List.of("Ann", "Bob"))).isEqualTo("Ann");
    }

    @Test
    void guessesWhereTheQuestionListsItsAnswers() {
        assertThat(form("Which?", "10", "20").choose(List.of("17"))).isEqualTo("B");
        assertThat(form("Which?", "10", "20").choose(List.of())).isEqualTo("A");
        assertThat(form("It rains. True or false?").choose(List.of())).isEqualTo("false");
    }

    @Test
    void guessesNothingElsewhere() {
        assertThat(form("Who?").choose(List.of())).isEmpty();
        assertThat(form("How many dogs?").choose(List.of())).isEmpty();
        assertThat(form("How many dogs?").choose(List.of("brown"))).isEqualTo("brown");
    }

    @Test
    void saysWhenItGuesses() {
        assertThat(form("Which?", "10", "20").isGuess(List.of("17"))).isTrue();
        assertThat(form("Which?", "10", "20").isGuess(List.of("17", "10"))).isFalse();
        assertThat(form("Who?").isGuess(List.of())).isFalse();
    }
}

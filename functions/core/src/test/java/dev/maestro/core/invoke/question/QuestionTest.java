package dev.maestro.core.invoke.question;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuestionTest {

    @Test
    void takesQuotedTextsOut() {
        Question question = Question.of("Is 'Total due' more than “Cash”, as in Ann's \"Sub total\"?");

        assertThat(question.quoted()).containsExactly("Total due", "Cash", "Sub total");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Is Rome higher than Oslo?                | true
            Does the sign say EXIT?                  | true
            True or false: Rome is highest.          | true
            Answer yes or no: do they touch?         | true
            Is Rome or Oslo higher?                  | false
            Which is higher?                         | false
            """)
    void tellsWhetherYesOrNoIsAsked(String question, boolean yesNo) {
        assertThat(Question.of(question).isYesNo()).isEqualTo(yesNo);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            What is the value for Apples?                       | Apples
            How many apple were sold?                           | Apples
            What of the Appies and Pears?                       | Apples, Pears
            What of pears, then apples?                         | Pears, Apples
            Compare Apple Pie with Apples.                      | Apple Pie, Apples
            What is the value of "Pears", not of Apples?        | Pears
            What happened in March?                             | Mar
            What is the value of Plan B?                        | Plan B
            What does it cost?                                  |
            """)
    void findsTheLabelsThatAreNamedInOrder(String question, String labels) {
        List<String> known = List.of("Apples", "Pears", "Apple Pie", "Mar", "Plan A", "Plan B");

        List<String> found = LabelMatch.find(Question.of(question), known).stream()
                .map(match -> known.get(match.index()))
                .toList();

        assertThat(String.join(", ", found)).isEqualTo(labels == null ? "" : labels);
    }

    @Test
    void takesYearsOnlyWhenTheyAreTheSame() {
        List<LabelMatch> matches =
                LabelMatch.find(Question.of("What was it in 2019?"), List.of("2018", "2019", "2020"));

        assertThat(matches).singleElement().extracting(LabelMatch::index).isEqualTo(1);
    }
}

package dev.maestro.local.experts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.core.episode.Json;
import dev.maestro.local.modelserver.ModelException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ComputeTest {

    private static JsonNode compute(String question, String evidence) throws Exception {
        String options = Json.mapper().writeValueAsString(Map.of("question", question, "evidence", evidence));
        return Bench.ask("symja", "compute", options);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            What is 12 + 30?                                        | 42
            Calculate 7 * (3 + 5) - 2.                              | 54
            What is the value of 3 × 4 + 18 ÷ 6?                    | 15
            Work out 1,200 - 350.                                   | 850
            Evaluate 2^10.                                          | 1024
            What is 7 x 8?                                          | 56
            What is 1/4 plus 2/8?                                   | 0.5
            Solve 3x + 5 = 20 for x.                                | 5
            What is x if 2x - 7 = 15?                               | 11
            Find x: 5(x + 2) = 40.                                  | 6
            Find y if x + y = 10 and x - y = 4.                     | 3
            What is 3x + 5 when x = 4?                              | 17
            Solve x^2 = 49.                                         | -7, 7
            What is the greatest common divisor of 24 and 36?       | 12
            Find gcd(24, 36).                                       | 12
            What is the highest common factor of 18 and 27?         | 9
            Calculate the lcm of 4 and 6.                           | 12
            What is the smallest number that both 4 and 10 divide?  | 20
            What is 20% of 150?                                     | 30
            Taking 35 percent of 80, what do you get?               | 28
            What is the square root of 144?                         | 12
            What is the average of 3, 4 and 8?                      | 5
            What is the sum of 12 and 30?                           | 42
            What is the difference between 9 and 23?                | 14
            What is 5 factorial?                                    | 120
            What is the remainder when 17 is divided by 5?          | 2
            What is 12 plus 5?                                      | 17
            What is 10 divided by 4?                                | 2.5
            What is 10 / 3?                                         | 3.333333333
            """)
    void calculatesWhatTheQuestionSays(String question, String answer) throws Exception {
        assertThat(compute(question, "").path("answer").asText()).isEqualTo(answer);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Ann had 31 beads. She lost 12 of them. How many beads are left?                                | 19
            Ann lost 12 beads. She had 31 beads before. How many beads does she have now?                  | 19
            Ann had some beads. She found 12 beads. Now she has 31 beads. How many did she have at first?  | 19
            Ann had 31 beads. She gave some to Ben and now has 12 beads. How many beads did she give away? | 19
            Ben has 9 kites. Cleo has 4 more kites than Ben. How many kites does Cleo have?                | 13
            There are 8 boxes. Each box has 25 pens. How many pens are there?                              | 200
            Each box holds 25 pens. There are 200 pens. How many boxes are needed?                         | 8
            If 6 friends share 42 cakes equally. How many cakes does each friend get?                      | 7
            7 red kites, 5 blue kites and 9 green kites fly. How many more green kites than blue kites?    | 4
            Dan read 15 pages on monday, 21 on tuesday and 30 on friday. How many pages did he read in all? | 66
            A total of 40 people came. 15 of them were adults. How many children came?                     | 25
            """)
    void calculatesWhatAStoryTells(String story, String answer) throws Exception {
        assertThat(compute(story, "").path("answer").asText()).isEqualTo(answer);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            What is the result of the problem in the picture?          | 23 + 45 = ?                          | 68
            Solve what the picture shows.                              | solve 3x + 5 = 20                    | 5
            Work out the task shown in the picture.                    | 8×7-6                                | 50
            Find the number that answers the pictured problem.         | 4 + ? = 11                           | 7
            What is the sum of apples and pears?                       | apples: 12; pears: 30; plums: 5      | 42
            What is the difference between plums and pears?            | apples: 12; pears: 30; plums: 5      | 25
            What is the average?                                       | a: 12; b: 30; c: 6                   | 16
            How much more is b than a?                                 | a: 12; b: 30                         | 18
            What is the total of all bars?                             | a: 1,200; b: 30                      | 1230
            What percent of the total is North?                        | North = 25; South = 75               | 25
            What is the range of the values?                           | a: 12; b: 30; c: 6                   | 24
            What was the rate of change between June and July?         | May: 33; June: 36; July: 29          | -7
            Find x.                                                    | 35°; 80°; x                          | 65
            What is x?                                                 | 90°; 100°; 80°; x                    | 90
            How large is x?                                            | 5 cm; 12 cm; x                       | 13
            What is x?                                                 | 12; 13; x                            | 5
            Find the perimeter of the shape.                           | 21 cm; 30 cm; 25 cm                  | 76
            What is the area of the figure?                            | AB = 6; BC = 7                       | 42
            What is the area of the figure?                            | triangle; AB = 6; BC = 7             | 21
            By how much do apples and plums differ?                    | apples: 12; plums: 5                 | 7
            Add the values for apples and pears.                       | apples: 12; pears: 30                | 42
            How much does the column come to?                          | a: 12; b: 30; c: 6                   | 48
            """)
    void calculatesWhatTheEvidenceHolds(String question, String evidence, String answer) throws Exception {
        assertThat(compute(question, evidence).path("answer").asText()).isEqualTo(answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Which letter is circled?",
                "",
                "Import[\"/etc/passwd\"]",
                "ReadString[\"/etc/passwd\"] + 1",
                "What is Run[\"ls\"] + 2?",
                "Evaluate While[True].",
                "Do[Print[1]]",
                "What is 9^9^9^9?",
                "What is (9^999)^999?",
                "What is 100000!?",
                "What is 3!!!!!!!!?",
                "What is 1 / 0?"
            })
    @Timeout(20)
    void hasNoAnswerAndSaysWhyWhenThereIsNothingSafeToCalculate(String question) throws Exception {
        JsonNode answer = compute(question, "");

        assertThat(answer.path("answer").asText()).isEmpty();
        assertThat(answer.path("reason").asText()).isNotBlank();
    }

    @Test
    void refusesAHugeQuestion() {
        ModelException refusal = Bench.refusal(
                "symja", "{\"capability\":\"compute\",\"options\":{\"question\":\"" + "1+".repeat(3000) + "1\"}}");

        assertThat(refusal.code()).isEqualTo("bad-options");
        assertThat(refusal).hasMessageContaining("at most 4000");
    }

    @Test
    void givesUpOnFormulasThatAreNestedTooDeep() throws Exception {
        String deep = "(".repeat(200) + "1" + ")".repeat(200) + " + 1";

        JsonNode answer = compute("What is " + deep + "?", "");

        assertThat(answer.path("answer").asText()).isEmpty();
    }
}

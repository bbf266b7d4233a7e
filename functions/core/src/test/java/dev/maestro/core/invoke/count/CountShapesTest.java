package dev.maestro.core.invoke.count;

import static dev.maestro.core.invoke.Skills.ask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.core.invoke.ScriptedRun;
import dev.maestro.core.invoke.question.Question;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountShapesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            How many red circles are there?                     | red circles
            Count the pentagons in the image.                   | pentagons
            How many shapes are blue?                           | blue shapes
            What is the number of grey triangles?               | grey triangles
            How many objects are there?                         | shapes
            How many red and blue squares are there?            | red squares, blue squares
            How many more red circles than blue squares?        | red circles, blue squares
            How many circles and squares are there?             | circles, squares
            """)
    void parsesShapesAndColours(String question, String kinds) {
        List<String> labels = ShapeQuery.of(Question.of(question)).stream()
                .map(ShapeQuery::label)
                .toList();

        assertThat(String.join(", ", labels)).isEqualTo(kinds);
    }

    @Test
    void asksForTheShapeAndGivesItsCount() {
        ScriptedRun run = ScriptedRun.replying("{\"count\":7,\"objects\":[]}");

        String observation = new CountShapes().run(ask("How many red circles are there?"), run);

        assertThat(observation).isEqualTo("7");
        assertThat(run.mainRequests().getFirst().text())
                .isEqualTo("{\"capability\":\"detect\",\"options\":{\"color\":\"red\",\"operation\":\"count-shapes\","
                        + "\"shape\":\"circle\"}}");
    }

    @Test
    void givesEvidenceForTwoKinds() {
        ScriptedRun run = ScriptedRun.replying("{\"count\":7}", "{\"count\":3}");

        assertThat(new CountShapes().run(ask("How many more red circles than blue squares are there?"), run))
                .isEqualTo("red circles: 7; blue squares: 3");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Are there exactly three red circles?     | yes
            Are there more than 3 red circles?       | no
            Are there at least 2 red circles?        | yes
            Is there a red circle?                   | yes
            """)
    void saysYesOrNo(String question, String observation) {
        assertThat(new CountShapes().run(ask(question), ScriptedRun.replying("{\"count\":3}")))
                .isEqualTo(observation);
    }

    @Test
    void comparesTwoKinds() {
        ScriptedRun run = ScriptedRun.replying("{\"count\":7}", "{\"count\":3}");

        assertThat(new CountShapes().run(ask("Are there more red circles than blue squares?"), run))
                .isEqualTo("yes");
    }

    @Test
    void takesZeroForAnAnswer() {
        assertThat(new CountShapes().run(ask("How many stars are there?"), ScriptedRun.replying("{\"count\":0}")))
                .isEqualTo("0");
    }
}

package dev.maestro.core.invoke.geometry;

import static dev.maestro.core.invoke.Skills.ask;
import static dev.maestro.core.invoke.Skills.at;
import static dev.maestro.core.invoke.Skills.outcomeOf;
import static dev.maestro.core.invoke.Skills.reading;
import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.core.invoke.ScriptedRun;
import dev.maestro.schema.wire.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeometryTest {

    @Test
    void countsCrossingsOfTheColoursThatAreNamed() {
        ScriptedRun run = ScriptedRun.replying("{\"count\":2,\"points\":[]}");

        String observation = new Crossings().run(ask("How often do the red and the blue line cross?"), run);

        assertThat(observation).isEqualTo("2");
        assertThat(run.mainRequests().getFirst().text()).contains("\"colors\":[\"red\",\"blue\"]");
    }

    @Test
    void asksForTwoLinesOfOneColourOrForAllLines() {
        ScriptedRun run = ScriptedRun.replying("{\"count\":2}", "{\"count\":2}");

        new Crossings().run(ask("How often do the two green lines cross?"), run);
        new Crossings().run(ask("How often do the lines cross?"), run);

        assertThat(run.mainRequests().getFirst().text()).contains("\"colors\":[\"green\",\"green\"]");
        assertThat(run.mainRequests().getLast().text()).doesNotContain("colors");
    }

    @Test
    void saysWhetherLinesCross() {
        assertThat(new Crossings().run(ask("Do the lines cross?"), ScriptedRun.replying("{\"count\":0}")))
                .isEqualTo("no");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Are the two circles touching each other?     | overlapping | yes
            Are the two circles touching each other?     | touching    | yes
            Are the two circles touching each other?     | separate    | no
            Do the circles overlap?                      | touching    | no
            Do the circles overlap?                      | overlapping | yes
            Do the two circles touch or overlap?         | touching    | yes
            Is there a gap between the two circles?      | touching    | no
            Are the circles touching or apart?           | separate    | separate
            Are the circles separate?                    | separate    | yes
            Are the circles touching or overlapping? Yes or no. | touching | yes
            How do the circles lie to each other?        | touching    | touching
            """)
    void tellsHowCirclesLie(String question, String relation, String observation) {
        ScriptedRun run = ScriptedRun.replying("{\"relation\":\"" + relation + "\",\"gap\":1}");

        assertThat(new Touch().run(ask(question), run)).isEqualTo(observation);
    }

    @Test
    void failsOnARelationThatIsNone() {
        ScriptedRun run = ScriptedRun.replying("{\"relation\":\"friendly\",\"gap\":1}");

        assertThat(outcomeOf(new Touch(), ask("Do the circles touch?"), run)).isInstanceOf(Outcome.Failed.class);
    }

    @Test
    void countsNestedSquares() {
        assertThat(new Nested().run(ask("How many squares are there?"), ScriptedRun.replying("{\"count\":4}")))
                .isEqualTo("4");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            How many rows and columns does the grid have?   | (4,6)
            How many rows are there?                        | 4
            Count the columns.                              | 6
            How many cells does it have?                    | 24
            """)
    void countsRowsAndColumns(String question, String observation) {
        assertThat(new Grid().run(ask(question), ScriptedRun.replying("{\"rows\":4,\"columns\":6}")))
                .isEqualTo(observation);
    }

    @Test
    void saysNothingWhereThereIsNoGrid() {
        assertThat(new Grid().run(ask("How many rows are there?"), ScriptedRun.replying("{\"rows\":0,\"columns\":0}")))
                .isEmpty();
    }

    @Test
    void asksForPathsBetweenTheStationsThatAreNamed() {
        ScriptedRun run = ScriptedRun.replying("{\"count\":3}");

        String observation = new Paths().run(ask("How many single-coloured paths go from A to C?"), run);

        assertThat(observation).isEqualTo("3");
        assertThat(run.mainRequests().getFirst().text())
                .contains("\"from\":\"A\"")
                .contains("\"to\":\"C\"");
    }

    @Test
    void namesSidesAndAnglesOfAFigure() {
        String figure = reading(
                at("A", 100, 400),
                at("B", 500, 400),
                at("C", 500, 100),
                at("8 cm", 290, 410),
                at("6 cm", 510, 250),
                at("90°", 470, 370));

        String observation = new Figure().run(ask("What is the length of AC?"), ScriptedRun.replying(figure));

        assertThat(observation.split("; ", -1)).containsExactlyInAnyOrder("AB = 8 cm", "BC = 6 cm", "angle B = 90");
    }

    @Test
    void listsLabelsOfAFigureWithoutLetters() {
        assertThat(new Figure()
                        .run(
                                ask("Find x."),
                                ScriptedRun.replying(reading(at("8", 10, 10), at("8", 60, 10), at("x", 90, 90)))))
                .isEqualTo("8; 8; x");
    }

    @Test
    void saysWhatIsDrawnWhereAnAreaIsAsked() {
        ScriptedRun run =
                ScriptedRun.replying(reading(at("8", 10, 10), at("6", 90, 90))).withHelper("""
                {"count":2,"objects":[{"shape":"square","color":"black","box":[1,1,9,9]},
                {"shape":"triangle","color":"black","box":[10,10,700,500]}]}""");

        String observation = new Figure().run(ask("What is the area of the figure?"), run);

        assertThat(observation).isEqualTo("triangle; 8; 6");
    }

    @Test
    void mapsACountToItsOption() {
        assertThat(new Nested()
                        .run(ask("How many squares?", List.of("3", "4", "5")), ScriptedRun.replying("{\"count\":4}")))
                .isEqualTo("B");
    }
}

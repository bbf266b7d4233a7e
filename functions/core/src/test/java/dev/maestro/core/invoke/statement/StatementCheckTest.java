package dev.maestro.core.invoke.statement;

import static dev.maestro.core.invoke.Skills.ask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.core.invoke.ScriptedRun;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatementCheckTest {

    private static final String PANELS =
            "{\"panels\":[{\"box\":[0,0,100,100]},{\"box\":[150,0,100,100]},{\"box\":[300,0,100,100]}]}";

    /** A tower of yellow on blue, one of black on black on blue, and a lone yellow block. */
    private static final String TOWERS = objects(
            thing("square", "blue", 40, 80, 20),
            thing("square", "yellow", 40, 59, 20),
            thing("square", "blue", 190, 80, 20),
            thing("square", "black", 190, 59, 20),
            thing("square", "black", 190, 38, 20),
            thing("square", "yellow", 340, 80, 20));

    /** A small black circle in a corner and a blue square; two yellow triangles; one blue square at the base. */
    private static final String SCATTER = objects(
            thing("circle", "black", 0, 0, 10),
            thing("square", "blue", 40, 40, 20),
            thing("triangle", "yellow", 160, 10, 20),
            thing("triangle", "yellow", 200, 50, 30),
            thing("square", "blue", 330, 80, 20));

    private static String thing(String shape, String color, int x, int y, int size) {
        return "{\"shape\":\"" + shape + "\",\"color\":\"" + color + "\",\"box\":[" + x + "," + y + "," + size + ","
                + size + "]}";
    }

    private static String objects(String... things) {
        return "{\"count\":" + things.length + ",\"objects\":[" + String.join(",", things) + "]}";
    }

    private static String checked(String statement, String objects) {
        return new StatementCheck()
                .run(
                        ask("Is the following statement about the image true or false? Statement: " + statement),
                        ScriptedRun.replying(objects, PANELS));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            There are 3 towers.                                                        | true
            There is a tower with exactly two blocks.                                  | true
            There is a tower with four blocks.                                         | false
            There is one tower with a yellow block at the top and a blue block at the base. | true
            There is a black block as the top of a tower with at least three blocks.   | true
            There is a yellow block on a blue block.                                   | true
            There is a blue block above a black block.                                 | false
            All 3 towers have at least 1 blue block.                                   | false
            There are two towers that has a blue base.                                 | true
            There are 2 black blocks.                                                  | true
            There is no tower with exactly two black blocks.                           | false
            There is a yellow tower.                                                   | true
            There is a tower where the second block from the base is black.            | true
            There are at least two towers with the same height.                        | false
            """)
    void checksWhatIsSaidOfTowers(String statement, String verdict) {
        assertThat(checked(statement, TOWERS)).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            There is a small black circle touching the corner.                         | true
            There is exactly one blue square touching the base.                        | true
            There is a yellow triangle touching the edge.                              | false
            There are at least two yellow triangles not touching any edge.             | true
            One of the grey box has exactly two objects.                               | true
            There is a box with only yellow items.                                     | true
            There is a box with a black item and a blue item.                          | true
            There are two boxes with a blue square.                                    | true
            There is a box with three items.                                           | false
            There is a box with items of 2 different colours.                          | true
            """)
    void checksWhatIsSaidOfBoxes(String statement, String verdict) {
        assertThat(checked(statement, SCATTER)).isEqualTo(verdict);
    }

    @Test
    void givesTheLetterOfTheVerdictAmongOptions() {
        String letter = new StatementCheck()
                .run(
                        ask("Is it true that there are 2 black blocks?", List.of("false", "true")),
                        ScriptedRun.replying(TOWERS, PANELS));

        assertThat(letter).isEqualTo("B");
    }

    @Test
    void saysNothingOfAPictureWithoutShapes() {
        assertThat(new StatementCheck().run(ask("There is a box."), ScriptedRun.replying(objects())))
                .isEmpty();
    }
}

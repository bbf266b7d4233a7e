package dev.maestro.core.invoke.count;

import static dev.maestro.core.invoke.Skills.ask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.core.invoke.ScriptedRun;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountCellsTest {

    private static final String CELLS = """
            {"cells":[{"kind":"red","box":[1,1,9,9]},{"kind":"red","box":[20,1,9,9]},{"kind":"red","box":[40,1,9,9]},
            {"kind":"white","box":[60,1,30,30]},{"kind":"platelet","box":[5,60,3,3]},{"kind":"platelet","box":[9,70,3,3]}]}""";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            How many red blood cells are in this blood smear image?   | 3
            Count the white blood cells.                              | 1
            How many leukocytes do you see?                           | 1
            How many platelets are there?                             | 2
            How many cells are there in all?                          | 6
            """)
    void countsCellsOfTheKindThatIsNamed(String question, String count) {
        assertThat(new CountCells().run(ask(question), ScriptedRun.replying(CELLS)))
                .isEqualTo(count);
    }
}

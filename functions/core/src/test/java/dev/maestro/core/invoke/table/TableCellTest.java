package dev.maestro.core.invoke.table;

import static dev.maestro.core.invoke.Skills.ask;
import static dev.maestro.core.invoke.Skills.at;
import static dev.maestro.core.invoke.Skills.reading;
import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.core.invoke.ScriptedRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableCellTest {

    private static final String TABLE = reading(
            at("Fruit sold", 200, 10),
            at("2019", 200, 60),
            at("2020", 300, 61),
            at("2021", 400, 60),
            at("Apples", 20, 100),
            at("12", 215, 101),
            at("1,320", 300, 100),
            at("44", 410, 99),
            at("Pears", 20, 140),
            at("7", 220, 141),
            at("45", 405, 140),
            at("Figs", 20, 180),
            at("9", 220, 180),
            at("15", 310, 181),
            at("46", 410, 180));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            What is the value for Apples in 2020?          | 1320
            In 2021, what is the value for Pears?          | 45
            Which entry has the highest value in 2021?     | Figs
            What is the sum of all values for Apples?      | 2019: 12; 2020: 1320; 2021: 44
            Add up the column 2019.                        | Apples: 12; Pears: 7; Figs: 9
            What is the average of Figs and Apples in 2019? | Figs: 9; Apples: 12
            What is the value for Pears in 2020?           |
            """)
    void looksUpCellsRowsAndColumns(String question, String observation) {
        assertThat(TableCell.plain().run(ask(question), ScriptedRun.replying(TABLE)))
                .isEqualTo(observation == null ? "" : observation);
    }

    @Test
    void readsATableWithoutAHeader() {
        String table = reading(at("Guitars", 20, 10), at("$12", 300, 10), at("Drums", 20, 50), at("$30", 300, 50));

        assertThat(TableCell.plain().run(ask("How much do drums cost?"), ScriptedRun.replying(table)))
                .isEqualTo("30");
    }

    @Test
    void saysNothingWhereThereIsNoTable() {
        assertThat(TableCell.plain()
                        .run(ask("What is the value for Pears?"), ScriptedRun.replying(reading(at("EXIT", 5, 5)))))
                .isEmpty();
    }

    @Test
    void takesRowsApartThatTheReaderJoinedAtTheRules() {
        String table = reading(at("Name | Price", 20, 10), at("Pears | 12", 20, 50), at("Plums | 15", 20, 90));

        assertThat(TableCell.plain().run(ask("What is the price of plums?"), ScriptedRun.replying(table)))
                .isEqualTo("15");
    }

    @Test
    void turnsThePictureUprightFirst() {
        ScriptedRun run = ScriptedRun.replying(TABLE);

        assertThat(TableCell.upright().run(ask("What is the value for Apples in 2020?"), run))
                .isEqualTo("1320");
        assertThat(run.pictureWork()).containsExactly("upright");
        assertThat(run.mainRequests().getFirst().images().getFirst().digest()).endsWith("/upright");
    }
}

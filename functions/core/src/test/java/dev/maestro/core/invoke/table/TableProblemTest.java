package dev.maestro.core.invoke.table;

import static dev.maestro.core.invoke.Skills.ask;
import static dev.maestro.core.invoke.Skills.at;
import static dev.maestro.core.invoke.Skills.reading;
import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.core.invoke.ScriptedRun;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableProblemTest {

    /** A reading of rows whose cells are parted by a bar. */
    private static String table(String... rows) {
        List<String> lines = new ArrayList<>();
        for (int row = 0; row < rows.length; row++) {
            String[] cells = rows[row].split("\\|", -1);
            for (int column = 0; column < cells.length; column++) {
                lines.add(at(cells[column].strip(), 20 + 260 * column, 20 + 50 * row));
            }
        }
        return reading(lines.toArray(String[]::new));
    }

    private static String answer(String question, String table) {
        return new TableProblem().run(ask(question), ScriptedRun.replying(table));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            How much money does Ann need to buy a red lamp and a clock? (Unit: $)          | 25.5
            How much more does a clock cost than a pillow?                                 | 12.75
            How much money does Ben need to buy 4 pillows?                                 | 29
            Cleo has $20. Does she have enough to buy a red lamp and a pillow?             | yes
            Cleo has $10. Does she have enough to buy a red lamp and a pillow?             | no
            Dan bought 3/4 of a clock. How much did he spend?                              | 15
            Eve has $1,030.75. How much will she have left if she buys a clock and a pillow? | 1003.5
            Fay has $9.00. How much money will Fay have left if she buys a red lamp?       | 3.5
            """)
    void reckonsWithPrices(String question, String answer) {
        String prices = table("red lamp|$5.50", "clock|$20.00", "pillow|$7.25");

        assertThat(answer(question, prices)).isEqualTo(answer);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            In May, how much more money was given for parks than for hunger?         | 5
            How much more was given for animals in June than in May?                 | 11
            How many fewer dollars were given for parks in May than in June?         | 8
            """)
    void tellsHowFarTwoCellsOfATableAreApart(String question, String answer) {
        String donations = table("Cause|May|June", "Parks|$12|$20", "Hunger|$7|$2", "Animals|$18|$29");

        assertThat(answer(question, donations)).isEqualTo(answer);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            How many owls were seen at Green Lake?                                 | 7
            How much more often were birds seen at Green Lake than at Blue Lake?   | 6
            How many more birds were seen at Green Lake than at Blue Lake?         | 6
            At which lake were most geese seen?                                    | Red Lake
            Where were more geese seen, at Green Lake or at Blue Lake?             | Green Lake
            """)
    void findsOneCellAndComparesRows(String question, String answer) {
        String birds = table("Lake|Owls|Geese", "Green Lake|7|6", "Blue Lake|5|2", "Red Lake|1|9");

        assertThat(answer(question, birds)).isEqualTo(answer);
    }

    @Test
    void doesNotGuessACellWhoseColumnOrNumberIsMissing() {
        String birds = table("Lake|Owls|Geese", "Green Lake|7|six", "Blue Lake|5|2", "Red Lake|1|9");

        assertThat(answer("How many geese were seen at Green Lake?", birds)).isEmpty();
        assertThat(answer("How many more birds were seen at Green Lake than at Blue Lake?", birds))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            How long does it take to get from the mill to the bridge?      | 1 hour, 20 minutes
            How long does it take to get from the mill to the church?      | 50 minutes
            How long does it take to get from the church to the harbour?   | 2 hours
            """)
    void tellsHowLongARideTakes(String question, String answer) {
        String rides = table(
                "mill|10:30 A.M.|11:00 A.M.",
                "church|11:20 A.M.|11:50 A.M.",
                "bridge|11:50 A.M.|12:20 P.M.",
                "harbour|1:20 P.M.|1:50 P.M.");

        assertThat(answer(question, rides)).isEqualTo(answer);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            How much did Ann spend on March 14?          | 6.8
            How much money did Ann receive on March 20?  | 25
            How much did Ann have on March 20?           | 218.2
            """)
    void readsARecordOfMoneyByDate(String question, String answer) {
        String ledger = table(
                "Date|Description|Received|Expenses|Available Funds",
                "3/14|ribbon||$6.80|$193.20",
                "3/20|mowing a lawn|$25.00||$218.20",
                "3/25|pen||$2.20|$216.00");

        assertThat(answer(question, ledger)).isEqualTo(answer);
        assertThat(answer("How much did Ann spend on March 30?", ledger)).isEmpty();
    }

    @Test
    void takesNoPriceFromWhoPaidAttention() {
        String guests = table("Month|Guests", "May|300", "June|420", "July|510");

        assertThat(answer(
                        "An inn paid attention to its guests. How many more guests came in July than in May?", guests))
                .isEqualTo("210");
    }

    @Test
    void findsTheTitlesOfAPlotBelowItsName() {
        String plot = table("Lengths (feet)|", "Stem|Leaf", "3|7 7 8", "4|0", "5|2");

        assertThat(answer("What is the longest length?", plot)).isEqualTo("52");
        assertThat(answer(
                        "How many pupils made at least 2 leaf prints?",
                        table("Leaf prints|Frequency", "1|4", "2|5", "3|6")))
                .isEqualTo("11");
    }

    @Test
    void partsNamesThatBeginAlike() {
        String teas = table("Tea|Mint|Lemon", "Sugar-free|3|5", "Sugary|2|5");

        assertThat(answer("What is the probability that a tea is sugar-free and mint? Simplify any fractions.", teas))
                .isEqualTo("1/5");
    }

    @Test
    void namesTheGreaterChangeWhateverItsSign() {
        assertThat(answer(
                        "The change in price is shown. Which option brings a greater change in price?",
                        table("Option|Change in price", "add a lens|$60", "leave the bag|-$75")))
                .isEqualTo("leave the bag");
    }

    @Test
    void namesWhoeverHasLeastThoughTheStoryNamesSomebodyElse() {
        String bottles = table("Name|Number of bottles", "Sharon|798", "Darren|747", "Jayce|779");

        assertThat(answer("Sharon's class paid attention to bottles. Who collected the fewest bottles?", bottles))
                .isEqualTo("Darren");
        assertThat(answer("A girl compared ages. Which cousin is the oldest?", table("Name|Age", "Ann|7", "Bea|9")))
                .isEqualTo("Bea");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            How many pupils read at least 2 books?            | 11
            How many pupils read more than 2 books?           | 7
            How many pupils read fewer than 2 books?          | 8
            How many pupils read exactly 1 book?              | 5
            How many pupils did not read any books?           | 3
            """)
    void countsByFrequency(String question, String answer) {
        String frequencies = table("Books read|Frequency", "0|3", "1|5", "2|4", "3|7");

        assertThat(answer(question, frequencies)).isEqualTo(answer);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            How many bags had at least 53 but fewer than 61 sweets?   | 3
            How many bags had exactly 47 sweets?                      | 2
            What is the smallest number of sweets?                    | 40
            What is the largest number of sweets?                     | 68
            """)
    void readsStemsAndLeaves(String question, String answer) {
        String plot = table("Stem|Leaf", "4|0 7 7", "5|2 5 9", "6|0 1 8");

        assertThat(answer(question, plot)).isEqualTo(answer);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            What is the mean of the numbers?                                                     | 6
            What is the median of the numbers?                                                   | 5
            What is the mode of the numbers?                                                     | 5
            What is the range of the numbers?                                                    | 7
            According to the table, what was the rate of change between Tuesday and Wednesday?   | -2
            On which day were most pies made, of how many she made each day?                     | Thursday
            How many pies were made in all on Monday and Tuesday?                                | 12
            What fraction of the pies were made on Wednesday?                                    | 1/6
            """)
    void reckonsWithAColumn(String question, String answer) {
        String pies = table("Day|Pies made", "Monday|5", "Tuesday|7", "Wednesday|5", "Thursday|1O", "Friday|3");

        assertThat(answer(question, pies)).isEqualTo(answer);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Which show ends at 6.20 P.M.?             | Owls
            When does Bears begin?                    | 5:15 P.M.
            At what time does Owls end?               | 6:20 P.M.
            """)
    void readsATimetable(String question, String answer) {
        String shows = table("Show|Begin|End", "Bears|5:15 P.M.|6:00 P.M.", "Owls|5:40 P.M.|6:20 P.M.");

        assertThat(answer(question, shows)).isEqualTo(answer);
    }

    @Test
    void followsOneRide() {
        String ferry = table("Cove|3:00 P.M.|4:00 P.M.", "Sands|3:30 P.M.|4:40 P.M.", "Port|4:10 P.M.|5:25 P.M.");

        String observation = answer("Eve got on the ferry at Cove at 4.00 P.M. What time will she get to Port?", ferry);

        assertThat(observation).isEqualTo("5:25 P.M.");
    }

    @Test
    void givesTheShareOfOneCell() {
        String bikes = table("Color|Road tires|Mountain tires", "Red|4|3", "Blue|5|8");

        assertThat(answer("What is the probability that a bike is red and has mountain tires?", bikes))
                .isEqualTo("3/20");
    }

    @Test
    void tellsAShortageFromASurplus() {
        String market = table("Price|Quantity demanded|Quantity supplied", "$55|9,000|2,000", "$90|4,000|7,100");

        assertThat(answer("At a price of $55, is there a shortage or a surplus?", market))
                .isEqualTo("shortage");
        assertThat(answer("At a price of $90, is there a shortage or a surplus?", market))
                .isEqualTo("surplus");
    }

    @Test
    void tellsFunctionsAndLines() {
        String line = table("x|y", "1|4", "2|6", "4|10");
        String bent = table("x|y", "1|4", "2|6", "2|9");

        assertThat(answer("The table shows a function. Is the function linear or nonlinear?", line))
                .isEqualTo("linear");
        assertThat(answer("Is this relation a function?", bent)).isEqualTo("no");
    }
}

package dev.maestro.core.invoke.chart;

import static dev.maestro.core.invoke.Skills.ask;
import static dev.maestro.core.invoke.Skills.line;
import static dev.maestro.core.invoke.Skills.reading;
import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.core.invoke.ScriptedRun;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChartTest {

    /** Three bars on the base line y = 500, 10 pixels a unit of 2, and a patch of a legend. */
    private static final String BARS = """
            {"bars":[{"box":[100,400,60,100],"color":"red"},{"box":[220,300,60,200],"color":"red"},
            {"box":[340,450,60,50],"color":"red"},{"box":[700,40,16,16],"color":"red"}],"axis":null}
            """;

    private static final String[] NAMES = {
        line("Paris", 105, 510, 50, 20), line("Rome", 230, 510, 40, 20), line("Oslo", 350, 510, 40, 20)
    };

    private static final String[] TICKS = {
        line("0", 60, 490, 10, 20),
        line("20", 50, 390, 20, 20),
        line("4O", 50, 290, 20, 20),
        line("2019", 380, 30, 50, 26)
    };

    private static final String[] PRINTED = {
        line("20", 120, 376, 20, 20), line("40", 240, 276, 20, 20), line("1O", 360, 426, 20, 20)
    };

    private static ScriptedRun run(String[]... texts) {
        return ScriptedRun.replying(reading(java.util.Arrays.stream(texts)
                        .flatMap(java.util.Arrays::stream)
                        .toArray(String[]::new)))
                .withHelper(BARS);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            What is the value for Rome in 2019?                        | 40
            In 2019, what is the value for Oslo?                       | 10
            Which city has the highest value?                          | Rome
            What has the largest value in 2019?                        | Rome
            Which is lowest?                                           | Oslo
            What is the highest value?                                 | 40
            Which city has the second highest value?                   | Paris
            What is the sum of the values for Paris and Rome?          | Paris: 20; Rome: 40
            By how much do Rome and Oslo differ?                       | Rome: 40; Oslo: 10
            What is the average of all cities?                         | Paris: 20; Rome: 40; Oslo: 10
            Is Paris higher than Oslo?                                 | yes
            Is Rome lower than Oslo?                                   | no
            Which is higher, Paris or Oslo?                            | Paris
            How many bars are there?                                   | 3
            How many bars are above 15?                                | 2
            Which city has the value 10?                               | Oslo
            """)
    void answersOrGivesEvidenceFromPrintedValues(String question, String observation) {
        assertThat(new ChartLabels().run(ask(question), run(NAMES, TICKS, PRINTED)))
                .isEqualTo(observation);
    }

    @Test
    void findsNoPrintedValuesWhereThereAreNone() {
        assertThat(new ChartLabels().run(ask("What is the value for Rome?"), run(NAMES, TICKS)))
                .isEmpty();
    }

    @Test
    void measuresBarsOnTheLineThroughTheTicks() {
        assertThat(new ChartAxis().run(ask("What is the value for Rome?"), run(NAMES, TICKS)))
                .isEqualTo("40");
        assertThat(new ChartAxis().run(ask("What is the difference between Rome and Oslo?"), run(NAMES, TICKS)))
                .isEqualTo("Rome: 40; Oslo: 10");
    }

    @Test
    void takesTheOptionNearestToAMeasuredValue() {
        assertThat(new ChartAxis()
                        .run(ask("What is the value for Rome?", List.of("30", "41", "50")), run(NAMES, TICKS)))
                .isEqualTo("B");
    }

    @Test
    void saysNothingWithoutTicks() {
        assertThat(new ChartAxis().run(ask("What is the value for Rome?"), run(NAMES)))
                .isEmpty();
    }

    @Test
    void saysNothingWithoutBars() {
        ScriptedRun run = ScriptedRun.replying().withHelper("{\"bars\":[],\"axis\":null}");

        assertThat(new ChartLabels().run(ask("What is the value for Rome?"), run))
                .isEmpty();
        assertThat(run.mainRequests()).isEmpty();
    }

    @Test
    void readsLyingBars() {
        String bars = """
                {"bars":[{"box":[100,100,200,30],"color":"red"},{"box":[100,160,80,30],"color":"red"},
                {"box":[100,220,120,30],"color":"red"}],"axis":null}
                """;
        String text = reading(
                line("Paris", 40, 105, 50, 20),
                line("Rome", 50, 165, 40, 20),
                line("Oslo", 50, 225, 40, 20),
                line("25", 306, 105, 20, 20),
                line("10", 186, 165, 20, 20),
                line("0", 95, 280, 10, 20),
                line("10", 170, 280, 20, 20),
                line("20", 250, 280, 20, 20));

        assertThat(new ChartLabels()
                        .run(
                                ask("What is the value for Rome?"),
                                ScriptedRun.replying(text).withHelper(bars)))
                .isEqualTo("10");
        assertThat(new ChartAxis()
                        .run(
                                ask("What is the value for Oslo?"),
                                ScriptedRun.replying(text).withHelper(bars)))
                .isEqualTo("15");
    }

    @Test
    void takesTheSeriesThatTheQuestionNames() {
        String bars = """
                {"bars":[{"box":[100,400,40,100],"color":"red"},{"box":[142,300,40,200],"color":"blue"},
                {"box":[300,450,40,50],"color":"red"},{"box":[342,350,40,150],"color":"blue"}],"axis":null}
                """;
        String text = reading(
                line("Paris", 115, 510, 50, 20),
                line("Rome", 320, 510, 40, 20),
                line("2019", 120, 40, 40, 20),
                line("2020", 220, 40, 40, 20),
                line("20", 110, 376, 20, 20),
                line("40", 152, 276, 20, 20),
                line("10", 310, 426, 20, 20),
                line("30", 352, 326, 20, 20));

        assertThat(new ChartLabels()
                        .run(
                                ask("What is the value for Rome in 2020?"),
                                ScriptedRun.replying(text).withHelper(bars)))
                .isEqualTo("30");
        assertThat(new ChartLabels()
                        .run(
                                ask("What is the sum of Rome and Paris in 2019?"),
                                ScriptedRun.replying(text).withHelper(bars)))
                .isEqualTo("Rome: 10; Paris: 20");
    }
}

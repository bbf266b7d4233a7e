package dev.maestro.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.core.episode.Json;
import dev.maestro.core.evaluate.batch.ItemResult;
import dev.maestro.testkit.Results;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationPagesTest {

    private static final String NASTY = "<script>alert('x')</script> \"q\" & <img src=x onerror=alert(1)>";

    @TempDir
    Path folder;

    private String page() throws IOException {
        return Files.readString(EvaluationPages.write(folder));
    }

    private void log(List<ItemResult> results) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (ItemResult result : results) {
            lines.append(Json.mapper().writeValueAsString(result)).append('\n');
        }
        Files.writeString(folder.resolve("items.jsonl"), lines);
    }

    @Test
    void showsTextOfOthersAsTextAndRunsNothing() throws IOException {
        log(List.of(Results.wrong("calibrated-router", NASTY, NASTY)
                .withId(NASTY)
                .withChoices(List.of(NASTY, "b"))
                .build()));

        String page = page();

        assertThat(page).doesNotContain("<script").doesNotContain("<img src=x").doesNotContain("onerror=alert(1)>");
        assertThat(page).contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;");
        assertThat(page).contains("default-src 'none'");
        assertThat(Files.readString(folder.resolve("report.md")))
                .doesNotContain("<script")
                .doesNotContain("<img")
                .contains("&lt;script&gt;");
    }

    @Test
    void loadsNothingFromElsewhere() throws IOException {
        log(List.of(Results.wrong("calibrated-router", "q", "2")
                .withImages(List.of(Results.picture(folder.resolve("a.png"))))
                .build()));

        String page = page();

        assertThat(page)
                .contains("src=\"data:image/")
                .doesNotContain("src=\"http")
                .doesNotContain("href=");
        assertThat(page).doesNotContain("@import").doesNotContain("url(");
    }

    @Test
    void hasTheNumbersOfTheReportAndBothViewsOfFailures() throws IOException {
        List<ItemResult> results = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            results.add((i < 6
                            ? Results.right("calibrated-router", "q" + i)
                            : Results.wrong("calibrated-router", "q" + i, "5"))
                    .withId("item" + i)
                    .build());
            results.add((i < 3 ? Results.right("best-pair", "q" + i) : Results.wrong("best-pair", "q" + i, "5"))
                    .withId("item" + i)
                    .build());
        }
        results.add(Results.broken("calibrated-router", "gone").withId("item10").build());
        log(results);

        String page = page();

        // 6 of 10 that ended; 6 of 11 when the broken one counts as wrong; Wilson's interval of 6 of 10.
        assertThat(page).contains(">60.0<").contains(">54.5<").contains("31.3 to 83.2");
        assertThat(page).contains("McNemar, exact").contains("+30.0");
        assertThat(page).contains("Failures of infrastructure").contains("the broker was gone");
        assertThat(Files.readString(folder.resolve("report.md")))
                .contains("31.3 to 83.2")
                .contains("54.5");
    }

    @Test
    void hasRowsForTheMajorityClassAndForChance() throws IOException {
        List<ItemResult> results = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            results.add(Results.right("calibrated-router", "q" + i)
                    .withId("item" + i)
                    .withBenchmark("free")
                    .build());
        }
        results.add(Results.right("calibrated-router", "q")
                .withBenchmark("choices")
                .withChoices(List.of("1", "2", "3", "4"))
                .build());
        log(results);

        page();

        // Chance is 0 on three items of one set and a quarter on the item of the other.
        assertThat(Files.readString(folder.resolve("report.md")))
                .contains("| majority class | always the commonest reference answer of the set | 100.0 | 100.0 |")
                .contains("| chance | a guess among the choices, or yes or no; 0 for free answers | 12.5 | 6.3 |");
        assertThat(Files.readString(folder.resolve("report.html")))
                .contains(">majority class</td>")
                .contains(">12.5</td>");
    }

    @Test
    void saysWhyThereIsNoCalibrationPlot() throws IOException {
        log(List.of(Results.right("random", "q").withId("predicted").build()));
        String plotted = page();
        log(List.of(Results.broken("random", "q").build()));
        String none = page();

        assertThat(plotted)
                .contains("alt=\"Predicted against realised success\"")
                .contains("from left to right: 1.")
                .doesNotContain("No plot:");
        assertThat(none).contains("No plot: this policy predicts no success in numbers");
    }

    @Test
    void choosesFailuresThatSomethingElseGotRightAndSpreadsThem() throws IOException {
        List<ItemResult> results = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            results.add(Results.wrong("calibrated-router", "q" + i, "5")
                    .withId("item" + i)
                    .withBenchmark(i < 55 ? "large" : "small")
                    .build());
        }
        results.add(Results.right("best-pair", "q7")
                .withId("item7")
                .withBenchmark("large")
                .build());
        log(results);

        page();

        JsonNode failures =
                Json.mapper().readTree(folder.resolve("findings.json").toFile()).path("failures");
        assertThat(failures).hasSize(20);
        assertThat(failures.path(0).path("id").asText()).isEqualTo("item7");
        assertThat(failures.path(0).path("rightOnes").path(0).asText()).isEqualTo("best-pair");
        assertThat(failures.findValuesAsText("benchmark")).contains("small", "small", "small", "small", "small");
    }

    @Test
    void leavesOutALastLineThatAKillCutOff() throws IOException {
        log(List.of(Results.right("calibrated-router", "q").build()));
        Files.writeString(
                folder.resolve("items.jsonl"), Files.readString(folder.resolve("items.jsonl")) + "{\"policy\":\"cal");

        assertThat(page()).contains("100.0");
    }

    @Test
    void saysWhatToDoWithoutAnEvaluation() {
        assertThatThrownBy(() -> EvaluationPages.write(folder))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("name the folder that ./maestro evaluate wrote");
    }
}

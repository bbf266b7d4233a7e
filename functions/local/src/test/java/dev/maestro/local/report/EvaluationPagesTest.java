package dev.maestro.local.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.core.episode.Json;
import dev.maestro.core.evaluate.Evaluations;
import dev.maestro.core.evaluate.ItemResult;
import dev.maestro.core.evaluate.LogRivals;
import dev.maestro.core.train.LoggedTask;
import dev.maestro.core.train.LoggedTask.LoggedRun;
import dev.maestro.core.train.OutcomeLog;
import dev.maestro.local.command.MaestroCommand;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationPagesTest {

    private static final String NASTY = "<script>alert('x')</script> \"q\" & <img src=x onerror=alert(1)>";

    private static final Evaluations.Facts FACTS = new Evaluations.Facts(
            "evaluation-1",
            List.of("calibrated-router"),
            "sha256:r",
            1,
            Instant.EPOCH,
            Instant.EPOCH,
            4,
            List.of(),
            LogRivals.none(),
            List.of(),
            0,
            null,
            "items.jsonl");

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
    void putsSimpleChoicesAndTheOracleOfAnOutcomeLogBesideThePolicy() throws IOException {
        List<ItemResult> results = new ArrayList<>();
        ByteArrayOutputStream outcomes = new ByteArrayOutputStream();
        for (int i = 0; i < 4; i++) {
            results.add(
                    (i == 0 ? Results.right("calibrated-router", "q") : Results.wrong("calibrated-router", "q", "5"))
                            .withId("item" + i)
                            .build());
            Map<String, LoggedRun> runs = Map.of(
                    "a/read",
                    new LoggedRun(i < 2 ? 1 : 0, 10, 1, "x"),
                    "b/count",
                    new LoggedRun(i == 2 ? 1 : 0, 20, 2, "y"));
            outcomes.writeBytes(OutcomeLog.bytes(new LoggedTask(
                    "item" + i, "own", "f", "", "q", false, new float[384], new double[14], runs, List.of())));
        }
        log(results);
        Path log = Files.write(folder.resolve("mine.gz"), outcomes.toByteArray());

        Files.writeString(
                folder.resolve("report.json"),
                Json.mapper()
                        .writeValueAsString(
                                Evaluations.report(new WrittenItems(folder.resolve("items.jsonl")), FACTS)));

        assertThat(MaestroCommand.execute(
                        "report",
                        folder.toString(),
                        "--outcomes",
                        log.toString(),
                        "--home",
                        folder.resolve("home").toString()))
                .isZero();

        JsonNode report = Json.mapper().readTree(folder.resolve("report.json").toFile());
        JsonNode rivals = report.path("rivals");
        assertThat(rivals.findValuesAsText("name"))
                .containsExactly(
                        "oracle",
                        "best pair of each set",
                        "best single expert with its best skill per set",
                        "a/read",
                        "b/count",
                        "random pair");
        assertThat(rivals.findValues("micro"))
                .extracting(JsonNode::asDouble)
                .containsExactly(0.75, 0.5, 0.5, 0.5, 0.25, 0.375);
        assertThat(rivals.path(0).path("policyMicro").asDouble()).isEqualTo(0.25);
        assertThat(report.path("overBestExpert").path("points").asDouble()).isEqualTo(-25);
        assertThat(Files.readString(folder.resolve("report.html")))
                .contains("calibrated-router reaches 25.0 % (macro mean), 25.0 points less than a, the best single"
                        + " expert");
        assertThat(Files.readString(folder.resolve("report.md"))).contains("25.0 points less than a");
    }

    @Test
    void refusesAnOutcomeLogOfOtherItems() throws IOException {
        log(List.of(Results.right("calibrated-router", "q").build()));
        Files.writeString(
                folder.resolve("report.json"),
                Json.mapper()
                        .writeValueAsString(
                                Evaluations.report(new WrittenItems(folder.resolve("items.jsonl")), FACTS)));
        Path log = Files.write(
                folder.resolve("other.gz"),
                OutcomeLog.bytes(new LoggedTask(
                        "elsewhere", "own", "f", "", "q", false, new float[384], new double[14], Map.of(), List.of())));

        assertThat(MaestroCommand.execute(
                        "report",
                        folder.toString(),
                        "--outcomes",
                        log.toString(),
                        "--home",
                        folder.resolve("home").toString()))
                .isEqualTo(2);
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
        assertThat(MaestroCommand.execute("report", folder.toString())).isEqualTo(2);
        assertThat(MaestroCommand.execute(
                        "report",
                        folder.toString(),
                        "--outcomes",
                        folder.resolve("no.gz").toString()))
                .isEqualTo(2);
    }

    @Test
    void makesThePageOnlyWhenItIsMissingOrAskedFor() throws IOException {
        log(List.of(Results.right("calibrated-router", "q").build()));
        assertThat(MaestroCommand.execute("report", folder.toString())).isZero();
        Path html = folder.resolve("report.html");
        Files.writeString(html, "mine");

        assertThat(MaestroCommand.execute("report", folder.toString())).isZero();
        assertThat(Files.readString(html)).isEqualTo("mine");
        assertThat(MaestroCommand.execute("report", folder.toString(), "--again"))
                .isZero();
        assertThat(Files.readString(html)).contains("<!doctype html>");
    }
}

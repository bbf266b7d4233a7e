package dev.maestro.local.command.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.core.episode.Json;
import dev.maestro.core.evaluate.batch.ItemResult;
import dev.maestro.core.evaluate.report.EvaluationReport;
import dev.maestro.core.evaluate.report.Evaluations;
import dev.maestro.core.evaluate.report.LogRivals;
import dev.maestro.core.train.LoggedTask;
import dev.maestro.core.train.LoggedTask.LoggedRun;
import dev.maestro.core.train.OutcomeLog;
import dev.maestro.local.command.MaestroCommand;
import dev.maestro.report.FileItemLog;
import dev.maestro.testkit.Results;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportCommandTest {

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

    private void log(List<ItemResult> results) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (ItemResult result : results) {
            lines.append(Json.mapper().writeValueAsString(result)).append('\n');
        }
        Files.writeString(folder.resolve("items.jsonl"), lines);
    }

    private EvaluationReport report() throws IOException {
        try (FileItemLog items = FileItemLog.open(folder.resolve("items.jsonl"))) {
            return Evaluations.report(items, FACTS);
        }
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

        Files.writeString(folder.resolve("report.json"), Json.mapper().writeValueAsString(report()));

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
        Files.writeString(folder.resolve("report.json"), Json.mapper().writeValueAsString(report()));
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
    void saysWhatToDoWithoutAnEvaluation() {
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

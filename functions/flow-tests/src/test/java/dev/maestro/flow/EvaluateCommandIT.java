package dev.maestro.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.core.episode.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Batches of items through the whole flow. */
class EvaluateCommandIT {

    private static final int ITEMS = 24;
    private static final String PAIR = "symja:compute-evaluate";

    @TempDir
    private Path folder;

    private Path sums;

    @BeforeEach
    void write() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < ITEMS; i++) {
            // One in four has a wrong reference, so a right pair scores 75 %.
            lines.append("""
                {"id":"sum%d","benchmark":"mine","family":"sum","question":"What is %d + %d?","images":[],\
                "answer":"%d","answer_type":"number","metric":"exact","split":"test"}
                """.formatted(i, 10 + i, 20 + i, 30 + 2 * i + (i % 4 == 0 ? 1000 : 0)));
        }
        sums = Files.createDirectories(folder.resolve("sets").resolve("sums"));
        Files.writeString(sums.resolve("items.jsonl"), lines);
    }

    private CommandProcess run(String... arguments) throws Exception {
        return CommandProcess.run(folder, Map.of(), arguments);
    }

    private Path out() {
        return folder.resolve("evaluation");
    }

    private List<String> log() throws IOException {
        Path log = out().resolve("items.jsonl");
        return Files.exists(log) ? Files.readAllLines(log) : List.of();
    }

    @Test
    void goesOnItemByItemAfterAKillAndCountsNothingTwice() throws Exception {
        String[] command = {
            "evaluate",
            "--data",
            sums.toString(),
            "--policy",
            PAIR,
            "--out",
            out().toString(),
            "--concurrency",
            "1",
            "--json",
            folder.resolve("report.json").toString(),
            "--minimum",
            "0.8"
        };
        Process killed = CommandProcess.start(folder, Map.of(), folder.resolve("killed.txt"), command);
        while (killed.isAlive() && log().size() < 5) {
            killed.waitFor(20, TimeUnit.MILLISECONDS);
        }
        assertThat(killed.destroyForcibly().waitFor()).isNotZero();
        int before = log().size();

        CommandProcess resumed = run(command);

        assertThat(before).isBetween(5, ITEMS - 1);
        assertThat(resumed.out()).contains("results are there from before").contains("FAILED: macro is 0.7500");
        assertThat(resumed.exitCode()).isEqualTo(1);
        JsonNode report = Json.mapper().readTree(folder.resolve("report.json").toFile());
        JsonNode benchmark = report.path("benchmarks").path(0);
        assertThat(benchmark.path("name").asText()).isEqualTo("sums");
        assertThat(benchmark.path("n").asInt()).isEqualTo(ITEMS);
        assertThat(benchmark.path("correct").asInt()).isEqualTo(18);
        assertThat(benchmark.path("accuracy").asDouble()).isEqualTo(0.75);
        assertThat(benchmark.path("infrastructureFailures").asInt()).isZero();
        assertThat(report.path("gate").path("passed").asBoolean()).isFalse();
        Set<String> ids = new HashSet<>();
        for (String line : log()) {
            assertThat(ids.add(Json.mapper().readTree(line).path("id").asText()))
                    .isTrue();
        }
        assertThat(ids).hasSize(ITEMS);
    }

    @Test
    void runsWhatAnEventAsksForOnceAndRefusesWhatCannotBeRun() throws Exception {
        Path watching = folder.resolve("watch.txt");
        Process watch = CommandProcess.start(
                folder,
                Map.of(),
                watching,
                "evaluate",
                "--watch",
                "--data",
                folder.resolve("sets").toString());
        try {
            while (watch.isAlive() && !Files.readString(watching).contains("Waiting for events")) {
                watch.waitFor(50, TimeUnit.MILLISECONDS);
            }
            String[] send = {
                "evaluate",
                "--send",
                "nightly-1",
                "--data",
                "sums",
                "--policy",
                PAIR,
                "--limit",
                "6",
                "--minimum",
                "0.1"
            };

            CommandProcess passed = run(send);
            CommandProcess unknown =
                    run("evaluate", "--send", "nightly-2", "--data", "sums", "--policy", "pair-scoring@99");

            assertThat(passed.out())
                    .contains("Evaluation nightly-1 of " + PAIR + ": passed")
                    .contains("sums");
            assertThat(passed.exitCode()).isZero();
            assertThat(unknown.out()).contains("refused: There is no version 99 of pair-scoring");
            assertThat(unknown.exitCode()).isEqualTo(2);
            assertThat(Files.readString(watching)).contains("nightly-1").contains("nightly-2");
        } finally {
            watch.destroy();
            watch.waitFor();
        }
    }

    @Test
    void saysWhatIsWrongBeforeAnythingIsStarted() throws Exception {
        Path bad = Files.createDirectories(folder.resolve("bad"));
        Files.writeString(bad.resolve("items.jsonl"), Files.readString(sums.resolve("items.jsonl")) + "{\"id\": 1\n");
        Path empty = Files.createDirectories(folder.resolve("empty"));
        Files.writeString(empty.resolve("items.jsonl"), "\n");

        CommandProcess line = run("evaluate", "--data", bad.toString());
        CommandProcess none = run("evaluate", "--data", empty.toString());
        CommandProcess both = run("evaluate", "--watch", "--policy", PAIR);

        assertThat(line.out()).contains("items.jsonl line 25: it is no item").contains("--skip-bad-lines");
        assertThat(line.exitCode()).isEqualTo(2);
        assertThat(none.out()).contains("has no item to run");
        assertThat(none.exitCode()).isEqualTo(2);
        assertThat(both.out()).contains("With --watch each event says what is evaluated");
        assertThat(both.exitCode()).isEqualTo(2);
    }
}

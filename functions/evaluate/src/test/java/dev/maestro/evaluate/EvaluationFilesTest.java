package dev.maestro.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.core.evaluate.report.EvaluationReport;
import dev.maestro.core.evaluate.report.LogRival;
import dev.maestro.core.train.LoggedTask;
import dev.maestro.core.train.LoggedTask.LoggedRun;
import dev.maestro.core.train.OutcomeLog;
import dev.maestro.report.EvaluationFolder;
import dev.maestro.schema.event.EvaluationComparison;
import dev.maestro.schema.event.EvaluationCompleted;
import dev.maestro.schema.event.EvaluationRequested;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationFilesTest {

    @TempDir
    private Path folder;

    private EvaluateWorld world;

    @BeforeEach
    void open() throws IOException {
        world = new EvaluateWorld(folder);
    }

    @Test
    void keepsAllFilesOfTheReportInTheObjectStore() throws Exception {
        EvaluationCompleted completed = world.completed(EvaluateWorld.request("nightly-1", "random"));

        assertThat(completed.folder()).isNull();
        assertThat(completed.files())
                .containsExactly(
                        "evaluations/nightly-1/items.jsonl",
                        "evaluations/nightly-1/items.parquet",
                        "evaluations/nightly-1/report.json",
                        "evaluations/nightly-1/findings.json",
                        "evaluations/nightly-1/report.md",
                        "evaluations/nightly-1/report.html");
        assertThat(world.text("evaluations/nightly-1/report.html")).contains("Evaluation of random");
        assertThat(world.text("evaluations/nightly-1/report.md")).contains("Evaluation of random");
        byte[] table = world.objects.get("evaluations/nightly-1/items.parquet").orElseThrow();
        assertThat(new String(table, 0, 4, StandardCharsets.US_ASCII)).isEqualTo("PAR1");
    }

    @Test
    void keepsThemInTheFolderToo() throws Exception {
        world.reports = folder.resolve("reports");
        EvaluationRequested elsewhere =
                EvaluateWorld.request("nightly-2", "random").withFiles(null, "weekly/2026-47");

        EvaluationCompleted own = world.completed(EvaluateWorld.request("nightly-1", "random"));
        EvaluationCompleted named = world.completed(elsewhere);

        assertThat(own.folder()).isEqualTo(world.reports.resolve("nightly-1").toString());
        assertThat(named.folder())
                .isEqualTo(world.reports.resolve("weekly/2026-47").toString());
        for (String file : EvaluationFolder.FILES) {
            assertThat(world.reports.resolve("nightly-1").resolve(file)).isNotEmptyFile();
            assertThat(world.reports.resolve("weekly/2026-47").resolve(file)).isNotEmptyFile();
        }
        assertThat(named.report()).isEqualTo("evaluations/weekly/2026-47/report.json");
        assertThat(world.completed(elsewhere)).isEqualTo(named);
    }

    @Test
    void refusesAFolderThatIsAnothersOrLiesElsewhere() throws Exception {
        world.reports = folder.resolve("reports");
        world.completed(EvaluateWorld.request("nightly-1", "random"));

        EvaluationCompleted anothers =
                world.completed(EvaluateWorld.request("nightly-2", "random").withFiles(null, "nightly-1"));
        EvaluationCompleted outside =
                world.completed(EvaluateWorld.request("nightly-3", "random").withFiles(null, "../objects"));

        assertThat(anothers.reason()).contains("holds the report of the evaluation nightly-1");
        assertThat(outside.reason()).contains("out names a folder below that of the reports");
        assertThat(world.submitted).hasSize(EvaluateWorld.ITEMS);
    }

    @Test
    void putsSimpleRoutersExpertsAndTheOracleBesideThePolicyWhereAnOutcomeLogIsNamed() throws Exception {
        ByteArrayOutputStream outcomes = new ByteArrayOutputStream();
        for (int i = 0; i < EvaluateWorld.ITEMS; i++) {
            outcomes.writeBytes(OutcomeLog.bytes(new LoggedTask(
                    "i" + i,
                    "sums",
                    "f",
                    "",
                    i + "?",
                    false,
                    new float[384],
                    new double[14],
                    Map.of(
                            "symja/compute-evaluate",
                            new LoggedRun(i < 9 ? 1 : 0, 10, 1, "x"),
                            "ocr/read-line",
                            new LoggedRun(i == 10 ? 1 : 0, 20, 2, "y")),
                    List.of())));
        }
        Files.write(folder.resolve("data").resolve("sums.gz"), outcomes.toByteArray());

        EvaluationCompleted completed =
                world.completed(EvaluateWorld.request("nightly-1", "random").withFiles("sums.gz", null));

        EvaluationReport report = world.report(completed);
        assertThat(report.rivals())
                .extracting(LogRival::name)
                .contains("oracle", "best single expert with its best skill per set", "calibrated-router", "random");
        assertThat(report.rivals().getFirst().micro()).isEqualTo(10.0 / EvaluateWorld.ITEMS);
        assertThat(completed.comparisons())
                .extracting(EvaluationComparison::rival)
                .contains("best single expert with its best skill per set", "calibrated-router");
        assertThat(completed.comparisons().getFirst().difference()).isEqualTo(0.5 - 9.0 / EvaluateWorld.ITEMS);
        assertThat(world.text("evaluations/nightly-1/report.html")).contains("the best single expert");
    }

    @Test
    void refusesAnOutcomeLogThatIsNotThereOrIsNone() throws Exception {
        Files.writeString(folder.resolve("data").resolve("bad.gz"), "no outcomes");

        assertThat(world.completed(EvaluateWorld.request("a", "random").withFiles("missing.gz", null))
                        .reason())
                .contains("there is no outcome log missing.gz in");
        assertThat(world.completed(EvaluateWorld.request("b", "random").withFiles("sums", null))
                        .reason())
                .contains("the outcome log sums is no file");
        assertThat(world.completed(EvaluateWorld.request("c", "random").withFiles("bad.gz", null))
                        .reason())
                .contains("bad.gz");
        assertThat(world.submitted).isEmpty();
    }
}

package dev.maestro.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maestro.core.evaluate.batch.ItemResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileItemLogTest {

    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("items.jsonl");
    }

    private static ItemResult result(String id) {
        return new ItemResult(
                "random",
                "sums",
                "",
                id,
                "",
                "?",
                List.of(),
                List.of(),
                "42",
                "number",
                "exact",
                "42",
                1,
                true,
                "answered",
                null,
                List.of(),
                List.of(),
                0,
                0,
                0,
                1,
                1,
                1,
                "1",
                "t-" + id,
                "e-" + id,
                Instant.EPOCH);
    }

    private static List<String> ids(FileItemLog log) throws IOException {
        List<String> ids = new ArrayList<>();
        log.each(result -> ids.add(result.id()));
        return ids;
    }

    @Test
    void takesOffALineThatAKillCutOffAndGoesOnBehindTheLastWholeOne() throws IOException {
        try (FileItemLog log = FileItemLog.open(file())) {
            log.append(result("a"));
            log.append(result("b"));
        }
        Files.writeString(file(), "{\"policy\": \"rand", StandardOpenOption.APPEND);

        try (FileItemLog log = FileItemLog.open(file())) {
            log.append(result("c"));

            assertThat(ids(log)).containsExactly("a", "b", "c");
        }
    }

    @Test
    void beginsAnewWhenNoLineIsWhole() throws IOException {
        Files.writeString(file(), "x".repeat(200_000));

        try (FileItemLog log = FileItemLog.open(file())) {
            assertThat(ids(log)).isEmpty();
            assertThat(Files.size(file())).isZero();
        }
    }

    @Test
    void keepsWhatAResultSays() throws IOException {
        try (FileItemLog log = FileItemLog.open(file())) {
            log.append(result("a"));
            List<ItemResult> read = new ArrayList<>();
            log.each(read::add);

            assertThat(read).containsExactly(result("a"));
        }
    }

    @Test
    void saysWhichLineIsNoResult() throws IOException {
        Files.writeString(file(), "no result\n");

        try (FileItemLog log = FileItemLog.open(file())) {
            assertThatThrownBy(() -> ids(log)).hasMessageContaining("items.jsonl line 1 is no result of an evaluation");
        }
    }

    @Test
    void isForOneProcessAtATime() throws IOException {
        try (EvaluationFolder first = EvaluationFolder.open(folder)) {
            assertThat(first.begun()).isEmpty();
            assertThatThrownBy(() -> EvaluationFolder.open(folder).close())
                    .isInstanceOf(EvaluationFolder.InUseException.class)
                    .hasMessageContaining("another evaluation runs in");
        }
    }
}

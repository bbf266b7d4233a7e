package dev.maestro.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.jerolba.carpet.CarpetReader;
import dev.hardwood.InputFile;
import dev.hardwood.reader.ParquetFileReader;
import dev.maestro.core.evaluate.batch.ItemLog;
import dev.maestro.core.evaluate.batch.ItemResult;
import dev.maestro.core.evaluate.batch.ItemStep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetItemsTest {

    private static final int ITEMS = 500;

    @TempDir
    private Path folder;

    private static ItemResult result(int i) {
        boolean broken = i % 7 == 0;
        ItemStep step = new ItemStep(
                0,
                "reader/read",
                "answered",
                "line one\nline \"two\", " + i,
                5.5,
                4,
                3,
                i % 2 == 0 ? null : 0.9,
                i % 3 == 0 ? null : 0.8,
                List.of("solver/compute"));
        return new ItemResult(
                "calibrated-router",
                "sets/größe",
                i % 2 == 0 ? "" : "part",
                "item-" + i,
                "family",
                "How many? \u2211 \ud83d\ude00 " + i,
                i % 2 == 0 ? List.of() : List.of("one", "two"),
                List.of("a picture.png"),
                "42",
                "number",
                "exact",
                broken ? null : "42",
                broken ? 0 : i % 3 / 2.0,
                !broken && i % 3 == 2,
                broken ? ItemResult.BROKEN : "answered",
                broken ? "the model server was away" : null,
                broken ? List.of() : List.of("reader/read", "solver/compute"),
                broken ? List.of() : List.of(step, step),
                1.25,
                0.5,
                3,
                50.125,
                5,
                6,
                broken ? null : "12",
                "task-" + i,
                "episode-" + i,
                Instant.parse("2026-11-22T12:00:00.123456789Z").plusSeconds(i));
    }

    @Test
    void hasARowForEachLineOfTheLogAndTheSameInIt() throws IOException {
        List<ItemResult> lines = new ArrayList<>();
        Path file;
        try (EvaluationFolder evaluation = EvaluationFolder.open(folder);
                FileItemLog log = evaluation.log()) {
            for (int i = 0; i < ITEMS; i++) {
                log.append(result(i));
            }
            log.append(result(3)); // tried again: the log has both, and so has the table
            log.each(lines::add);

            file = ParquetItems.write(log, folder.resolve(EvaluationFolder.PARQUET));
        }

        assertThat(lines).hasSize(ITEMS + 1);
        assertThat(new CarpetReader<>(file.toFile(), ItemResult.class).toList()).isEqualTo(lines);
        // Also with the library that reads data sets here, which is not the one that wrote.
        try (ParquetFileReader reader = ParquetFileReader.open(InputFile.of(file))) {
            assertThat(reader.getFileMetaData().numRows()).isEqualTo(ITEMS + 1);
        }
    }

    @Test
    void leavesWhatWasThereWhenTheLogCannotBeRead() throws IOException {
        Path file = Files.writeString(folder.resolve("items.parquet"), "of before");
        ItemLog damaged = new ItemLog() {
            @Override
            public void append(ItemResult result) {
                throw new AssertionError("nothing is written to it");
            }

            @Override
            public void each(Consumer consumer) throws IOException {
                consumer.accept(result(1));
                throw new IOException("items.jsonl line 2 is no result of an evaluation");
            }
        };

        assertThatThrownBy(() -> ParquetItems.write(damaged, file)).hasMessageContaining("line 2 is no result");

        assertThat(file).hasContent("of before");
    }
}

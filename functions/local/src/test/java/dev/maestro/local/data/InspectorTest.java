package dev.maestro.local.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.local.data.inspect.Inspection;
import dev.maestro.local.data.inspect.Inspector;
import dev.maestro.local.data.item.AnswerWriting;
import dev.maestro.local.data.item.FieldMapping;
import dev.maestro.local.data.item.ItemSettings;
import dev.maestro.local.data.row.RowFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectorTest {

    @TempDir
    Path folder;

    private static Inspection inspect(Path file) throws IOException {
        return new Inspector(
                        RowFiles.of(file, null, true),
                        new FieldMapping.Wishes(Map.of()),
                        new ItemSettings("set", "chart", null, null, AnswerWriting.AUTO, null, null),
                        2)
                .run(0);
    }

    @Test
    void saysWhatAParquetFileHolds() throws IOException {
        Path file = PublishedData.parquet(
                folder.resolve("test.parquet"),
                PublishedData.Question.class,
                CompressionCodecName.SNAPPY,
                Map.of(),
                IntStream.range(0, 20)
                        .mapToObj(i -> new PublishedData.Question(
                                "q" + i,
                                "Number " + i + "?",
                                PublishedData.picture(i % 10),
                                List.of("red", "green"),
                                i % 4 == 0 ? 0 : 1,
                                "dev")));

        Inspection found = inspect(file);

        assertThat(found.form()).isEqualTo("parquet");
        assertThat(found.rows()).isEqualTo(20);
        assertThat(found.items()).isEqualTo(20);
        assertThat(found.columns())
                .extracting(Inspection.Column::name, Inspection.Column::types)
                .contains(
                        org.assertj.core.groups.Tuple.tuple("image", "{bytes, path}"),
                        org.assertj.core.groups.Tuple.tuple("choices", "list of text"),
                        org.assertj.core.groups.Tuple.tuple("answer", "whole number"));
        assertThat(found.commonestAnswer()).isEqualTo("B");
        assertThat(found.majority()).isEqualTo(0.75);
        assertThat(found.pictures().taken()).isEqualTo(20);
        assertThat(found.pictures().different()).isEqualTo(10);
        assertThat(found.pictures().largest()).isEqualTo("40 x 30");
        assertThat(found.samples()).hasSize(2);
        assertThat(found.suspicions()).isEmpty();
    }

    @Test
    void findsWhatLooksWrong() throws IOException {
        Path file = Files.writeString(folder.resolve("qa.jsonl"), """
                {"id": "a", "question": "1+1", "answer": "2"}
                {"id": "b", "question": "1+1", "answer": "3"}
                {"id": "b", "question": "1+1", "answer": "2"}
                {"id": "c", "question": "which", "choices": ["x", "y"], "answer": "z"}
                {"id": "d", "question": "see", "image": "gone.png", "answer": "z"}
                {"id": "e",
                {"id": "f", "question": "same", "choices": ["x", "x", "y"], "answer": "C"}
                """);

        Inspection found = inspect(file);

        assertThat(found.suspicions())
                .extracting(Inspection.Suspicion::kind, Inspection.Suspicion::count)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("questions with two answers", 1L),
                        org.assertj.core.groups.Tuple.tuple("questions that stand twice", 1L),
                        org.assertj.core.groups.Tuple.tuple("ids that stand twice", 1L),
                        org.assertj.core.groups.Tuple.tuple("rows that give no item", 2L),
                        org.assertj.core.groups.Tuple.tuple("rows that cannot be read", 1L),
                        org.assertj.core.groups.Tuple.tuple("questions with the same choice twice", 1L));
    }

    @Test
    void saysWhatToNameWhenColumnsHaveUnusualNames() throws IOException {
        Path file = Files.writeString(folder.resolve("qa.csv"), "ask,reply\n1+1,2\n");

        Inspection found = inspect(file);

        assertThat(found.mapping()).isNull();
        assertThat(found.mappingProblem()).contains("say --question COLUMN");
        assertThat(found.columns()).extracting(Inspection.Column::name).containsExactly("ask", "reply");
    }
}

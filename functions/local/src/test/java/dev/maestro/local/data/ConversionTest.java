package dev.maestro.local.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.core.evaluate.item.EvaluationItem;
import dev.maestro.local.data.item.FieldMapping;
import dev.maestro.local.data.row.Form;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConversionTest extends ConversionFixture {

    @ParameterizedTest
    @EnumSource(
            value = CompressionCodecName.class,
            names = {"UNCOMPRESSED", "SNAPPY", "GZIP", "ZSTD", "LZ4_RAW"})
    void readsPicturesAndChoicesFromParquetOfAnyCodec(CompressionCodecName codec) throws IOException {
        Path file = PublishedData.parquet(
                folder.resolve("test.parquet"),
                PublishedData.Question.class,
                codec,
                Map.of(),
                IntStream.range(0, 300)
                        .mapToObj(i -> new PublishedData.Question(
                                "q" + i,
                                "Which colour is number " + i + "?",
                                PublishedData.picture(i % 100),
                                List.of("red", "green", "blue"),
                                i % 3,
                                "test")));

        Conversion.Report report = convert(file, Form.PARQUET, false);

        List<EvaluationItem> items = items();
        assertThat(report.items()).isEqualTo(300);
        assertThat(report.pictures()).isEqualTo(100);
        assertThat(items).hasSize(300);
        EvaluationItem last = items.getLast();
        assertThat(last.id()).isEqualTo("q299");
        assertThat(last.question()).isEqualTo("Which colour is number 299?");
        assertThat(last.choices()).containsExactly("red", "green", "blue");
        assertThat(last.reference().answer()).isEqualTo("C");
        assertThat(last.reference().metric()).isEqualTo("choice");
        assertThat(last.split()).isEqualTo("test");
        assertThat(pictures(last)).containsExactly(PublishedData.png(99));
    }

    @Test
    void readsListsOfPicturesAndOfAnswersFromParquet() throws IOException {
        Path file = PublishedData.parquet(
                folder.resolve("docs.parquet"),
                PublishedData.Document.class,
                CompressionCodecName.SNAPPY,
                Map.of(),
                Stream.of(
                        new PublishedData.Document("q", List.of(), List.of("7")),
                        new PublishedData.Document(
                                "Who signed?",
                                List.of(PublishedData.picture(1), PublishedData.picture(2)),
                                List.of("J. Doe", "John Doe", "John Doe"))));

        convert(file, Form.PARQUET, false);

        List<EvaluationItem> items = items();
        assertThat(items.getFirst().images()).isEmpty();
        assertThat(items.getFirst().reference().answerType()).isEqualTo("number");
        assertThat(items.getFirst().id()).isEqualTo("docs.parquet-row-1");
        assertThat(pictures(items.getLast())).containsExactly(PublishedData.png(1), PublishedData.png(2));
        assertThat(items.getLast().reference().accepted()).containsExactly("John Doe", "J. Doe");
    }

    @Test
    void readsNamesForTheNumbersOfAClassLabel() throws IOException {
        String features =
                "{\"info\":{\"features\":{\"label\":{\"names\":[\"cat\",\"dog\"],\"_type\":\"ClassLabel\"}}}}";
        Path file = PublishedData.parquet(
                folder.resolve("labels.parquet"),
                PublishedData.Labelled.class,
                CompressionCodecName.SNAPPY,
                Map.of("huggingface", features),
                Stream.of(new PublishedData.Labelled(PublishedData.picture(1), 1L, "Which animal is it?")));

        convert(file, Form.PARQUET, false);

        assertThat(items().getFirst().reference().answer()).isEqualTo("dog");
    }

    @Test
    void readsVlmEvalKitsTableWithPicturesThatRowsShare() throws IOException {
        Path file = write(
                "bench.tsv",
                "index\timage\tquestion\thint\tA\tB\tC\tD\tanswer\tcategory\n"
                        + "1\t" + PublishedData.base64(1) + "\t\"Which \"\"one\"\"?\nSay it.\"\t\tx\ty\t\t\tB\tcolour\n"
                        + "2\t1\tHow many?\tCount well.\t3\t4\t5\t6\tD\tcount\n");

        Conversion.Report report = convert(
                file, Form.TSV, new FieldMapping.Wishes(Map.of("meta", List.of("category"))), settings(), false);

        List<EvaluationItem> items = items();
        assertThat(report.pictures()).isEqualTo(1);
        assertThat(items.getFirst().question()).isEqualTo("Which \"one\"?\nSay it.");
        assertThat(items.getFirst().choices()).containsExactly("x", "y");
        assertThat(meta(0).path("category").asText()).isEqualTo("colour");
        assertThat(items.getLast().question()).isEqualTo("Count well.\nHow many?");
        assertThat(items.getLast().reference().answer()).isEqualTo("D");
        assertThat(items.getLast().images()).isEqualTo(items.getFirst().images());
        assertThat(meta(1).path("source").asText()).isEqualTo("bench.tsv line 4");
    }

    @Test
    void readsPathsDataUrlsAndListsInATextFromJsonl() throws IOException {
        Files.createDirectories(folder.resolve("pics"));
        Files.write(folder.resolve("pics/a.png"), PublishedData.png(1));
        Files.write(folder.resolve("pics/b.gif"), PublishedData.encoded(2, "gif"));
        Path file = write("qa.jsonl", """
                {"query": "one", "image_path": "pics/a.png", "answer": true}
                {"query": "two", "image_path": "['pics/a.png', 'pics/b.gif']", "answer": 2.0}

                {"query": "three", "image_path": "data:image/png;base64,%s", "answer": "[1, 2]"}
                """.formatted(PublishedData.base64(3)));

        convert(file, Form.JSONL, false);

        List<EvaluationItem> items = items();
        assertThat(items).extracting(item -> item.reference().answer()).containsExactly("true", "2", "[1, 2]");
        assertThat(items).extracting(item -> item.reference().answerType()).containsExactly("bool", "number", "list");
        assertThat(items.get(1).images()).hasSize(2).allSatisfy(image -> assertThat(image.toString())
                .endsWith(".png"));
        assertThat(pictures(items.get(2))).containsExactly(PublishedData.png(3));
        assertThat(items.get(2).id()).isEqualTo("qa.jsonl-line-4");
    }

    @Test
    void asksHowManyThereAreOfWhatCocoAnnotates() throws IOException {
        Files.write(folder.resolve("1.png"), PublishedData.png(1));
        Files.write(folder.resolve("2.png"), PublishedData.png(2));
        Path file = write("instances.json", """
                {"info": {"year": 2017},
                 "annotations": [
                   {"id": 1, "image_id": 10, "category_id": 1, "iscrowd": 0, "segmentation": [[1, 2, [3]]]},
                   {"id": 2, "image_id": 10, "category_id": 1, "iscrowd": 0, "bbox": [0, 0, 1, 1]},
                   {"id": 3, "image_id": 10, "category_id": 3, "iscrowd": 0},
                   {"id": 4, "image_id": 11, "category_id": 1, "iscrowd": 1},
                   {"id": 5, "image_id": 11, "category_id": 1, "iscrowd": 0},
                   {"id": 6, "image_id": 11, "category_id": 2, "iscrowd": 0}],
                 "images": [{"id": 10, "file_name": "1.png"}, {"id": 11, "file_name": "2.png"}],
                 "categories": [{"id": 1, "name": "person"}, {"id": 2, "name": "mouse"},
                   {"id": 3, "name": "wine glass"}]}
                """);

        convert(file, Form.COCO, false);

        assertThat(items())
                .extracting(EvaluationItem::question, item -> item.reference().answer(), item -> item.images()
                        .size())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                "How many persons are in the image? Answer with a number.", "2", 1),
                        org.assertj.core.groups.Tuple.tuple(
                                "How many wine glasses are in the image? Answer with a number.", "1", 1),
                        org.assertj.core.groups.Tuple.tuple(
                                "How many mice are in the image? Answer with a number.", "1", 1));
    }
}

package dev.maestro.local.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.core.episode.Json;
import dev.maestro.core.evaluate.BadItemException;
import dev.maestro.core.evaluate.EvaluationItem;
import dev.maestro.core.evaluate.ItemFolder;
import dev.maestro.core.evaluate.Selection;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConversionTest {

    @TempDir
    Path folder;

    private static final FieldMapping.Wishes FOUND = new FieldMapping.Wishes(Map.of());

    private static ItemSettings settings() {
        return new ItemSettings("set", "chart", null, null, AnswerWriting.AUTO, null, null);
    }

    private Conversion.Report convert(Path source, Form form, boolean skipBad) throws IOException {
        return convert(source, form, FOUND, settings(), skipBad);
    }

    private Conversion.Report convert(
            Path source, Form form, FieldMapping.Wishes wishes, ItemSettings settings, boolean skipBad)
            throws IOException {
        return new Conversion(RowFiles.of(source, form, true), wishes, settings, skipBad, 0)
                .run(folder.resolve("items"), rows -> {});
    }

    private List<EvaluationItem> items() throws IOException {
        ItemFolder.Checked checked = written().check(Selection.ALL);
        List<EvaluationItem> items = new ArrayList<>();
        try {
            written().each(checked, items::add);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        assertThat(checked.bad()).isEmpty();
        return items;
    }

    private ItemFolder written() throws IOException {
        return ItemFolder.at(folder.resolve("items")).getFirst();
    }

    private JsonNode meta(int item) throws IOException {
        return Json.mapper()
                .readTree(Files.readAllLines(written().items()).get(item))
                .path("meta");
    }

    private List<byte[]> pictures(EvaluationItem item) throws IOException {
        List<byte[]> pictures = new ArrayList<>();
        for (String name : item.images()) {
            try {
                pictures.add(written().picture(name));
            } catch (BadItemException e) {
                throw new IllegalStateException(e);
            }
        }
        return pictures;
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

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

    @Test
    void namesEveryBadRowAndKeepsTheRest() throws IOException {
        Path file = write("qa.jsonl", """
                {"id": "a", "question": "fine", "answer": "1"}
                {"id": "b", "question": "no answer"}
                {"id": "c", "question":
                {"id": "a", "question": "same id", "answer": "1"}
                {"id": "d", "question": "no such picture", "image": "gone.png", "answer": "1"}
                {"id": "e", "question": "outside", "image": "../../etc/x.png", "answer": "1"}
                {"id": "f", "question": "broken", "image": "data:image/png;base64,iVBORw0KGgo=", "answer": "1"}
                {"id": "g", "question": "web", "image": "https://example.org/a.png", "answer": "1"}
                {"id": "h", "question": "none", "choices": ["x", "y"], "answer": "z"}
                {"id": "i", "question": "which", "choices": ["B", "A"], "answer": "A"}
                {"id": "j", "question": "fine", "answer": "1"}
                """);

        Conversion.Report report = convert(file, Form.JSONL, true);

        assertThat(items()).extracting(EvaluationItem::id).containsExactly("a", "j");
        assertThat(report.skipped()).isEqualTo(9);
        assertThat(report.problems())
                .extracting(problem -> problem.where() + " " + problem.reason())
                .satisfiesExactly(
                        text -> assertThat(text).isEqualTo("qa.jsonl line 2 has no answer"),
                        text -> assertThat(text).startsWith("qa.jsonl line 3 is no JSON object"),
                        text -> assertThat(text).contains("line 4 has the id a, which qa.jsonl line 1 has"),
                        text -> assertThat(text).contains("line 5 names the picture gone.png, which is not in"),
                        text -> assertThat(text).contains("line 6 names the picture", "lies outside"),
                        text -> assertThat(text).contains("line 7 has a picture that cannot be used"),
                        text -> assertThat(text).contains("line 8 has a picture on the web"),
                        text -> assertThat(text).contains("line 9 has the answer 'z', which is none of its 2"),
                        text -> assertThat(text).contains("line 10", "is the text of choice B", "--answer-is"));
    }

    @Test
    void stopsAtTheFirstBadRowAndLeavesNoListUnlessToldToSkip() throws IOException {
        Path file = write("qa.tsv", "question\tanswer\nfine\t1\nshort\n");

        assertThatThrownBy(() -> convert(file, Form.TSV, false))
                .isInstanceOf(DataException.class)
                .hasMessage("qa.tsv line 3 has 1 values, the first line names 2 columns. To leave out such rows, say"
                        + " --skip-bad.");
        assertThat(folder.resolve("items/items.jsonl")).doesNotExist();
        assertThat(folder.resolve("items/items.jsonl.part")).doesNotExist();
    }

    @Test
    void saysWhichColumnsThereAreWhenOneIsNamedWrongly() throws IOException {
        Path file = write("qa.jsonl", "{\"ask\":\"1+1\",\"reply\":2}\n");

        assertThatThrownBy(() -> convert(file, Form.JSONL, false))
                .isInstanceOf(MappingException.class)
                .hasMessageContaining("say --question COLUMN. There are: ask, reply.");
        assertThatThrownBy(() -> convert(
                        file,
                        Form.JSONL,
                        new FieldMapping.Wishes(Map.of("question", List.of("asks"))),
                        settings(),
                        false))
                .hasMessageContaining("There is no column 'asks' (--question); there are: ask, reply.");
    }

    @Test
    void refusesAMetricThatNobodyKnowsAndAFolderThatHoldsItems() throws IOException {
        Path file = write("qa.jsonl", "{\"question\":\"1+1\",\"answer\":2}\n");
        Files.createDirectories(folder.resolve("items"));
        write("items/items.jsonl", "");

        assertThatThrownBy(() -> new ItemSettings("set", "f", "guess", null, AnswerWriting.AUTO, null, null))
                .isInstanceOf(MappingException.class)
                .hasMessageContaining("no scorer is called 'guess'");
        assertThatThrownBy(() -> convert(file, Form.JSONL, false)).isInstanceOf(FileAlreadyExistsException.class);
    }

    @Test
    void saysThatAFileIsNoParquetOrCutOff() throws IOException {
        Path whole = PublishedData.parquet(
                folder.resolve("whole.parquet"),
                PublishedData.Document.class,
                CompressionCodecName.SNAPPY,
                Map.of(),
                Stream.of(new PublishedData.Document("q", List.of(), List.of("7"))));
        byte[] bytes = Files.readAllBytes(whole);
        Path cut = Files.write(folder.resolve("cut.parquet"), java.util.Arrays.copyOf(bytes, bytes.length / 2));

        assertThatThrownBy(() -> convert(cut, Form.PARQUET, true))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("cut.parquet is no Parquet file that can be read");
    }
}

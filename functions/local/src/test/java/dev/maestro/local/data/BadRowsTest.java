package dev.maestro.local.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maestro.core.evaluate.item.EvaluationItem;
import dev.maestro.local.data.item.AnswerWriting;
import dev.maestro.local.data.item.FieldMapping;
import dev.maestro.local.data.item.ItemSettings;
import dev.maestro.local.data.row.DataException;
import dev.maestro.local.data.row.Form;
import dev.maestro.local.data.row.MappingException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.junit.jupiter.api.Test;

class BadRowsTest extends ConversionFixture {

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

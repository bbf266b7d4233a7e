package dev.maestro.lab.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maestro.core.evaluate.item.EvaluationItem;
import dev.maestro.core.evaluate.item.ItemFolder;
import dev.maestro.core.evaluate.item.Selection;
import dev.maestro.lab.tasks.family.Split;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ItemsFolderTest {

    @TempDir
    Path folder;

    @Test
    void writesWhatAnEvaluationReads() throws Exception {
        List<GeneratedTask> tasks = TaskGenerator.of(List.of("ocr-sign", "math"))
                .tasks(Split.DEV, 3, 10)
                .toList();

        int written = ItemsFolder.write(folder.resolve("new"), tasks.stream());
        ItemFolder read = ItemFolder.at(folder.resolve("new")).getFirst();
        ItemFolder.Checked checked = read.check(Selection.ALL);
        List<EvaluationItem> items = new ArrayList<>();
        read.each(checked, items::add);

        assertThat(written).isEqualTo(10);
        assertThat(checked.bad()).isEmpty();
        assertThat(items).hasSameSizeAs(tasks);
        for (int i = 0; i < items.size(); i++) {
            GeneratedTask task = tasks.get(i);
            EvaluationItem item = items.get(i);
            assertThat(item.id()).isEqualTo(task.id());
            assertThat(item.question()).isEqualTo(task.question());
            assertThat(item.reference().answer()).isEqualTo(task.reference().answer());
            assertThat(item.reference().alternatives())
                    .isEqualTo(task.reference().alternatives());
            assertThat(item.reference().metric()).isEqualTo(task.reference().metric());
            assertThat(item.split()).isEqualTo("dev");
            for (int k = 0; k < item.images().size(); k++) {
                assertThat(read.picture(item.images().get(k)))
                        .isEqualTo(task.images().get(k).png());
            }
            assertThat(item.images()).hasSameSizeAs(task.images());
        }
    }

    @Test
    void refusesAFolderThatHoldsTasksAlready() throws IOException {
        Files.writeString(folder.resolve("items.jsonl"), "");

        assertThatThrownBy(() -> ItemsFolder.write(folder, Stream.of()))
                .isInstanceOf(FileAlreadyExistsException.class)
                .hasMessageContaining("name another folder");
    }
}

package dev.maestro.lab.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ItemsFolderTest {

    private static final String ITEM = "{\"id\":\"a\",\"family\":\"f\",\"question\":\"q\",\"images\":[%s],"
            + "\"answer\":\"1\",\"answer_type\":\"number\",\"metric\":\"exact\",\"unknown\":1}";

    @TempDir
    Path folder;

    @Test
    void readsBackWhatItWrote() throws IOException {
        List<GeneratedTask> tasks = TaskGenerator.of(List.of("ocr-sign", "math"))
                .tasks(Split.DEV, 3, 10)
                .toList();

        int written = ItemsFolder.write(folder.resolve("new"), tasks.stream());
        List<Item> items = ItemsFolder.read(folder.resolve("new"));

        assertThat(written).isEqualTo(10);
        assertThat(items).hasSameSizeAs(tasks);
        for (int i = 0; i < items.size(); i++) {
            GeneratedTask task = tasks.get(i);
            Item item = items.get(i);
            assertThat(item.id()).isEqualTo(task.id());
            assertThat(item.question()).isEqualTo(task.question());
            assertThat(item.reference()).isEqualTo(task.reference());
            assertThat(item.split()).isEqualTo("dev");
            assertThat(item.meta()).containsEntry("condition", task.condition()).containsAllEntriesOf(task.meta());
            assertThat(item.readImages())
                    .usingRecursiveComparison()
                    .isEqualTo(
                            task.images().stream().map(picture -> picture.png()).toList());
        }
    }

    @Test
    void refusesAFolderThatHoldsTasksAlready() throws IOException {
        Files.writeString(folder.resolve("items.jsonl"), "");

        assertThatThrownBy(() -> ItemsFolder.write(folder, Stream.of()))
                .isInstanceOf(FileAlreadyExistsException.class)
                .hasMessageContaining("name another folder");
    }

    @Test
    @Tag("C38")
    void saysWhichLineIsBroken() throws IOException {
        Files.writeString(folder.resolve("items.jsonl"), ITEM.formatted("") + "\n\n{\"id\":\"b\"\n");

        assertThatThrownBy(() -> ItemsFolder.read(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("items.jsonl line 3 is not an item");
    }

    @Test
    @Tag("C38")
    void saysWhichFieldIsMissing() throws IOException {
        Files.writeString(folder.resolve("items.jsonl"), ITEM.formatted("").replace("\"answer\"", "\"reply\""));

        assertThatThrownBy(() -> ItemsFolder.read(folder)).hasMessageContaining("line 1 has no answer");
    }

    @Test
    @Tag("C47")
    void refusesAnImageOutsideTheFolder() throws IOException {
        Files.writeString(folder.resolve("items.jsonl"), ITEM.formatted("\"../secret.png\""));

        assertThatThrownBy(() -> ItemsFolder.read(folder))
                .hasMessageContaining("../secret.png lies outside the folder");
    }

    @Test
    void keepsAnswersThatAreAsRight() throws IOException {
        Files.writeString(
                folder.resolve("items.jsonl"),
                ITEM.formatted("").replace("\"unknown\":1", "\"alternatives\":[\"one\"]"));

        List<Item> items = ItemsFolder.read(folder);

        assertThat(items.getFirst().reference().accepted()).containsExactly("1", "one");
    }

    @Test
    void namesAMissingImageAndAMissingList() throws IOException {
        assertThatThrownBy(() -> ItemsFolder.read(folder))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("items.jsonl");
        Files.writeString(folder.resolve("items.jsonl"), ITEM.formatted("\"images/a.png\""));

        assertThatThrownBy(() -> ItemsFolder.read(folder))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("images/a.png");
    }
}

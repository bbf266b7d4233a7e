package dev.maestro.runtime.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maestro.core.episode.ObjectStore;
import dev.maestro.testkit.ObjectStoreContract;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileObjectStoreTest extends ObjectStoreContract {

    @TempDir
    Path folder;

    @Override
    protected ObjectStore store() throws IOException {
        return FileObjectStore.open(folder);
    }

    @Test
    void countsATornFileAsAbsentAndReplacesIt() throws IOException {
        ObjectStore store = store();
        store.putIfAbsent("journal/e1", bytes("a whole entry"));
        Path file = onlyFile(folder.resolve("named"));
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 10));

        assertThat(store.get("journal/e1")).isEmpty();
        assertThat(store.putIfAbsent("journal/e1", bytes("again"))).isTrue();
        assertThat(store.putIfAbsent("journal/e1", bytes("too late"))).isFalse();
        assertThat(store.get("journal/e1")).contains(bytes("again"));
    }

    @Test
    void countsTornContentAsAbsentAndStoresItAgain() throws IOException {
        ObjectStore store = store();
        String digest = store.putContent(bytes("content"));
        Files.write(onlyFile(folder.resolve("objects")), bytes("cont"));

        assertThat(store.get(digest)).isEmpty();
        assertThat(store.putContent(bytes("content"))).isEqualTo(digest);
        assertThat(store.get(digest)).contains(bytes("content"));
    }

    @Test
    void leavesAloneWhatAnotherMachineWritesAndSweepsWhatItLeft() throws IOException {
        store();
        Path writing = folder.resolve("tmp/decide-1~1~a-1");
        Path left = folder.resolve("tmp/decide-2~1~b-1");
        Files.write(writing, bytes("half"));
        Files.write(left, bytes("half"));
        Files.setLastModifiedTime(left, FileTime.from(Instant.now().minus(Duration.ofHours(2))));

        store();

        assertThat(writing).exists();
        assertThat(left).doesNotExist();
    }

    @Test
    void hasOnlyWholeEntriesAfterItsProcessWasKilled() throws Exception {
        Process writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        EndlessWriter.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .start();
        int announced = 0;
        try (BufferedReader lines = writer.inputReader()) {
            while (announced < 200) {
                announced = Integer.parseInt(lines.readLine());
            }
            writer.destroyForcibly().waitFor();
        }

        ObjectStore store = store();

        for (int i = 1; i <= announced; i++) {
            assertThat(store.get("killed/" + i)).as("entry %d", i).contains(EndlessWriter.entry(i));
        }
        try (Stream<Path> left = Files.list(folder.resolve("tmp"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void saysWhatToDoWhenTheFolderCannotBeWritten() throws IOException {
        Path file = Files.createFile(folder.resolve("a-file"));

        assertThatThrownBy(() -> FileObjectStore.open(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("choose another one");
    }

    @Test
    void saysWhatToDoWhenTheDiskIsFull() {
        IOException explained =
                FileObjectStore.explained(folder, new IOException(folder + "/tmp/1: No space left on device"));

        assertThat(explained).hasMessageContaining("is full").hasMessageContaining("Free some space");
    }

    private static Path onlyFile(Path under) throws IOException {
        try (Stream<Path> files = Files.walk(under)) {
            List<Path> found = files.filter(Files::isRegularFile).toList();
            assertThat(found).hasSize(1);
            return found.getFirst();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A process that writes until it is killed, and says what it has written. */
    static final class EndlessWriter {

        private EndlessWriter() {}

        static byte[] entry(int number) {
            return ("entry " + number + " ").repeat(500).getBytes(StandardCharsets.UTF_8);
        }

        public static void main(String[] arguments) throws IOException {
            ObjectStore store = FileObjectStore.open(Path.of(arguments[0]));
            for (int i = 1; true; i++) {
                store.putIfAbsent("killed/" + i, entry(i));
                System.out.println(i);
            }
        }
    }
}

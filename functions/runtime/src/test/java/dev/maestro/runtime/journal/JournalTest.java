package dev.maestro.runtime.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.runtime.store.FileObjectStore;
import dev.maestro.schema.event.Stage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

    @TempDir
    Path folder;

    private Journal journal;

    @BeforeEach
    void open() throws IOException {
        journal = new Journal(FileObjectStore.open(folder));
    }

    @Test
    void letsTheFirstResultOfACallStand() throws IOException {
        JournalKey key = new JournalKey("e1", 2, Stage.INVOKE, 0, 0);

        byte[] first = journal.record(key, bytes("first"));
        byte[] second = journal.record(key, bytes("second"));

        assertThat(first).isEqualTo(bytes("first"));
        assertThat(second).isEqualTo(bytes("first"));
        assertThat(journal.find(key)).contains(bytes("first"));
    }

    @Test
    void tellsAttemptsAndCallsApart() throws IOException {
        journal.record(new JournalKey("e1", 0, Stage.INVOKE, 0, 0), bytes("one"));

        assertThat(journal.find(new JournalKey("e1", 0, Stage.INVOKE, 1, 0))).isEmpty();
        assertThat(journal.find(new JournalKey("e1", 0, Stage.INVOKE, 0, 1))).isEmpty();
        assertThat(journal.find(new JournalKey("e1", 1, Stage.INVOKE, 0, 0))).isEmpty();
        assertThat(journal.find(new JournalKey("e1", 0, Stage.DECIDE, 0, 0))).isEmpty();
    }

    @Test
    void takesIdsThatNoFileMayHave() throws IOException {
        journal.recordHop(Stage.TASK, "../../näme/0/gateway/0", bytes("entry"));

        assertThat(journal.findHop(Stage.TASK, "../../näme/0/gateway/0")).contains(bytes("entry"));
    }

    @Test
    void countsTries() throws IOException {
        int before = journal.tries(Stage.DECIDE, "e1/0/task/0");
        journal.countTry(Stage.DECIDE, "e1/0/task/0", 1);
        journal.countTry(Stage.DECIDE, "e1/0/task/0", 2);

        assertThat(before).isZero();
        assertThat(journal.tries(Stage.DECIDE, "e1/0/task/0")).isEqualTo(2);
        assertThat(journal.tries(Stage.INVOKE, "e1/0/task/0")).isZero();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

package dev.maestro.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maestro.core.episode.ObjectStore;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every object store must do. A test class extends it and gives the store, empty for each test. */
public abstract class ObjectStoreContract {

    /** The store under test. */
    protected abstract ObjectStore store() throws Exception;

    @Test
    void givesContentBackUnderItsDigest() throws Exception {
        ObjectStore store = store();

        String digest = store.putContent(bytes("abc"));

        assertThat(digest).isEqualTo("sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(store.get(digest)).contains(bytes("abc"));
        assertThat(store.putContent(bytes("abc"))).isEqualTo(digest);
    }

    @Test
    void hasNothingUnderAnUnusedName() throws Exception {
        ObjectStore store = store();

        assertThat(store.get("never/written")).isEmpty();
        assertThat(store.get("sha256:" + "0".repeat(64))).isEmpty();
    }

    @Test
    void keepsTheFirstOfTwoUnderOneName() throws Exception {
        ObjectStore store = store();

        boolean first = store.putIfAbsent("journal/e1/0/invoke/0/0", bytes("first"));
        boolean second = store.putIfAbsent("journal/e1/0/invoke/0/0", bytes("second"));

        assertThat(first).isTrue();
        assertThat(second).isFalse();
        assertThat(store.get("journal/e1/0/invoke/0/0")).contains(bytes("first"));
    }

    @Test
    void letsOneOfManyWritersWin() throws Exception {
        ObjectStore store = store();
        List<Callable<Boolean>> writers = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            byte[] value = bytes("writer " + i);
            writers.add(() -> store.putIfAbsent("raced", value));
        }

        int winners = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Future<Boolean> writer : threads.invokeAll(writers)) {
                winners += writer.get() ? 1 : 0;
            }
        }

        assertThat(winners).isEqualTo(1);
    }

    @Test
    void replacesWhatWasPutBefore() throws Exception {
        ObjectStore store = store();

        store.put("episodes/e1", bytes("old"));
        store.put("episodes/e1", bytes("new"));

        assertThat(store.get("episodes/e1")).contains(bytes("new"));
        assertThat(store.putIfAbsent("episodes/e1", bytes("late"))).isFalse();
    }

    @Test
    void tellsNamesApartThatShareSegments() throws Exception {
        ObjectStore store = store();

        store.put("a/b/c", bytes("1"));
        store.put("a/b.c", bytes("2"));
        store.put("a/b", bytes("3"));
        store.put("a", bytes("4"));

        assertThat(store.get("a/b/c")).contains(bytes("1"));
        assertThat(store.get("a/b.c")).contains(bytes("2"));
        assertThat(store.get("a/b")).contains(bytes("3"));
        assertThat(store.get("a")).contains(bytes("4"));
    }

    @Test
    void takesALongNameAndNoBytes() throws Exception {
        ObjectStore store = store();
        String name = "long/" + "segment-".repeat(100);

        store.put(name, new byte[0]);

        assertThat(store.get(name)).contains(new byte[0]);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "/etc/passwd", "../secret", "a/../../b", "a//b", "a/./b", "a b", "a\\b", "ä", "a/", "x%y"})
    void rejectsANameThatCouldLeaveTheStore(String name) throws Exception {
        ObjectStore store = store();

        assertThatThrownBy(() -> store.putIfAbsent(name, bytes("x"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.put(name, bytes("x"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.get(name)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sha256:", "sha256:../../../../etc/passwd", "sha256:ABC"})
    void rejectsADigestThatIsNone(String digest) throws Exception {
        ObjectStore store = store();

        assertThatThrownBy(() -> store.get(digest)).isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

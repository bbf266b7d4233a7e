package dev.maestro.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maestro.core.MemoryStore;
import dev.maestro.core.episode.TerminalException;
import dev.maestro.core.experience.Experience;
import dev.maestro.core.registry.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CheckpointTest {

    private static final Checkpoint CHECKPOINT = new Checkpoint(
            "pair-scoring",
            7,
            Checkpoint.untrained("pair-scoring", 3).learner(),
            Experience.NONE,
            99,
            Map.of("seed", "3", "dev", "0.9"));

    @Test
    void comesBackToTheBit() {
        byte[] bytes = CHECKPOINT.bytes();

        Checkpoint read = Checkpoint.read("test", bytes);

        assertThat(read.bytes()).isEqualTo(bytes);
        assertThat(read.learner().parameters()).isEqualTo(CHECKPOINT.learner().parameters());
        assertThat(read.provenance()).isEqualTo(CHECKPOINT.provenance());
        assertThat(read.weightsSha256()).isEqualTo(CHECKPOINT.weightsSha256());
        assertThat(bytes.length).isLessThan(40_000);
    }

    @Test
    void whatAVersionRemembersIsPartOfWhatItDecidesBy() throws IOException {
        List<LoggedTask> tasks = TinyLog.tasks(4);
        LoggedWorld world = TinyLog.world(tasks);
        Training training = new Training(
                new GrpoSettings(4, 2, 1, 1e-3, 0.2, 3, 0, 0.02, 1, 4, 60_000),
                Checkpoint.untrained("pair-scoring", 1),
                "test");
        new LogTrainer(
                        world,
                        tasks,
                        TinyLog.describer(world),
                        new GrpoSettings(4, 2, 1, 1e-3, 0.2, 3, 0, 0.02, 1, 4, 60_000),
                        1)
                .train(training, 1, update -> {});
        Checkpoint learned = training.checkpoint();
        CheckpointStore store = new CheckpointStore(new MemoryStore(), "pair-scoring");
        store.giveFirst(learned);

        Checkpoint read = Checkpoint.read("test", learned.bytes());
        Checkpoint forgetful = new Checkpoint(
                learned.policyId(),
                learned.version(),
                learned.learner(),
                Experience.NONE,
                learned.position(),
                learned.provenance());

        assertThat(learned.experience().isEmpty()).isFalse();
        assertThat(read.bytes()).isEqualTo(learned.bytes());
        assertThat(read.weightsSha256()).isEqualTo(learned.weightsSha256());
        assertThat(forgetful.weightsSha256()).isNotEqualTo(learned.weightsSha256());
        assertThat(store.experience("pair-scoring", "1").attempts())
                .hasSameSizeAs(learned.experience().attempts());
        assertThat(store.experience("pair-scoring", "7").isEmpty()).isTrue();
        assertThat(store.experience("pair-scoring", "main").isEmpty()).isTrue();
    }

    @Test
    void oneOfBeforeAttemptsWereRememberedIsReadWithoutAny() {
        String text = new String(CHECKPOINT.bytes(), StandardCharsets.UTF_8);
        String json = text.substring(text.indexOf('\n') + 1).replace("\"experience\":\"\",", "");
        String header = text.substring(0, text.indexOf('\n') - 64);
        String older = header + Digest.hex(json.getBytes(StandardCharsets.UTF_8)) + "\n" + json;

        Checkpoint read = Checkpoint.read("older", older.getBytes(StandardCharsets.UTF_8));

        assertThat(json).doesNotContain("experience");
        assertThat(read.experience().isEmpty()).isTrue();
        assertThat(read.weightsSha256()).isEqualTo(CHECKPOINT.weightsSha256());
    }

    @Test
    void isRefusedWhenItWasCutOff() {
        byte[] bytes = CHECKPOINT.bytes();

        for (int length : new int[] {0, 10, 86, 200, bytes.length - 1}) {
            assertThatThrownBy(() -> Checkpoint.read("cut", Arrays.copyOf(bytes, length)))
                    .isInstanceOf(TerminalException.class)
                    .hasMessageContaining("cut is not used");
        }
    }

    @Test
    void isRefusedWhenAByteWasChanged() {
        byte[] bytes = CHECKPOINT.bytes();
        bytes[bytes.length / 2] ^= 1;

        assertThatThrownBy(() -> Checkpoint.read("changed", bytes)).hasMessageContaining("checksum is wrong");
    }
}

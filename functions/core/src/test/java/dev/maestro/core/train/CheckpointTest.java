package dev.maestro.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maestro.core.episode.TerminalException;
import dev.maestro.core.experience.Experience;
import java.util.Arrays;
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

package dev.maestro.core.promote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maestro.core.MemoryStore;
import dev.maestro.core.train.Checkpoint;
import dev.maestro.core.train.CheckpointStore;
import dev.maestro.core.train.Learner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShippedVersionTest {

    private static final String POLICY = "pair-scoring";
    private static final Checkpoint OLDER = shipped("older", 3);
    private static final Checkpoint NEWER = shipped("newer", 4);

    private final MemoryStore objects = new MemoryStore();
    private final List<String> copies = new ArrayList<>();

    /** Some weights with a step behind them. */
    private static Checkpoint shipped(String revision, long seed) {
        Checkpoint untrained = Checkpoint.untrained(POLICY, seed);
        Learner.State state = untrained.learner();
        return new Checkpoint(
                        POLICY,
                        21,
                        new Learner.State(state.parameters(), state.first(), state.second(), 20),
                        untrained.experience(),
                        640,
                        untrained.provenance())
                .asFirst(Map.of("codeRevision", revision));
    }

    private boolean give(Checkpoint shipped) throws IOException {
        return new ShippedVersion(objects, POLICY, shipped.bytes()).give(copy -> copies.add(revision(copy)));
    }

    private String first() throws IOException {
        return revision(new CheckpointStore(objects, POLICY).first(POLICY));
    }

    private static String revision(Checkpoint checkpoint) {
        return checkpoint.provenance().getOrDefault("codeRevision", "none");
    }

    @Test
    void aFreshHomeBeginsWithItAndTheModelServerHasItsCopy() throws IOException {
        boolean given = give(OLDER);
        boolean again = give(OLDER);

        assertThat(given).isTrue();
        assertThat(again).isFalse();
        assertThat(first()).isEqualTo("older");
        assertThat(copies).containsExactly("older");
        assertThat(OLDER.isTrained()).isTrue();
        assertThat(OLDER.version()).isEqualTo(1);
        assertThat(OLDER.position()).isZero();
    }

    @Test
    void anUpgradeReplacesAnOlderShippedOneAndUntrainedWeights() throws IOException {
        new CheckpointStore(objects, POLICY).giveFirst(Checkpoint.untrained(POLICY, 1));

        assertThat(give(OLDER)).isTrue();
        assertThat(give(NEWER)).isTrue();

        assertThat(first()).isEqualTo("newer");
        assertThat(copies).containsExactly("older", "newer");
    }

    @Test
    void anUpgradeReplacesUntrainedWeightsThatAnotherReleaseWroteInOtherBytes() throws IOException {
        Checkpoint ofAnotherRelease = Checkpoint.untrained(POLICY, 7).asFirst(Map.of("codeRevision", "years ago"));
        new CheckpointStore(objects, POLICY).giveFirst(ofAnotherRelease);

        assertThat(give(NEWER)).isTrue();

        assertThat(first()).isEqualTo("newer");
    }

    @Test
    void anUpgradeLeavesADamagedOneForItsOwnerToSee() throws IOException {
        byte[] damaged = "cut off".getBytes(StandardCharsets.UTF_8);
        objects.put("training/pair-scoring/first", damaged);

        assertThat(give(NEWER)).isFalse();

        assertThat(objects.get("training/pair-scoring/first")).contains(damaged);
        assertThat(copies).isEmpty();
    }

    @Test
    void anUpgradeLeavesWhatSomebodyLearnedOn() throws IOException {
        give(OLDER);
        objects.put("training/pair-scoring/log/0", "an episode".getBytes(StandardCharsets.UTF_8));

        assertThat(give(NEWER)).isFalse();

        assertThat(first()).isEqualTo("older");
        assertThat(copies).containsExactly("older");
    }

    @Test
    void anUpgradeLeavesWhatSomebodyChose() throws IOException {
        give(OLDER);
        new ServingStore(objects).put(Serving.only(POLICY, 1));

        assertThat(give(NEWER)).isFalse();

        assertThat(first()).isEqualTo("older");
    }

    @Test
    void anUpgradeLeavesACheckpointThatSomebodyGave() throws IOException {
        new CheckpointStore(objects, POLICY).giveFirst(shipped("their own", 9));

        assertThat(give(NEWER)).isFalse();

        assertThat(first()).isEqualTo("their own");
        assertThat(copies).isEmpty();
    }

    @Test
    void isPutInPlaceInFullAfterAKillAtAnyWriteOfAnUpgrade() throws IOException {
        for (int write = 1; write <= 2; write++) {
            objects.objects.clear();
            copies.clear();
            give(OLDER);
            objects.dieAt = objects.writes() + write;
            assertThatThrownBy(() -> give(NEWER)).hasMessageContaining("killed");
            objects.dieAt = Integer.MAX_VALUE;

            give(NEWER);

            assertThat(first()).as("killed at write %d", write).isEqualTo("newer");
            assertThat(copies.getLast()).isEqualTo("newer");
            assertThat(give(NEWER)).as("nothing is left to do").isFalse();
        }
    }

    @Test
    void theModelServerGetsItsCopyAfterAKillBeforeIt() throws IOException {
        give(OLDER);
        assertThatThrownBy(() -> new ShippedVersion(objects, POLICY, NEWER.bytes()).give(copy -> {
                    throw new IOException("killed before the copy");
                }))
                .hasMessageContaining("killed");

        assertThat(give(NEWER)).isTrue();

        assertThat(copies).containsExactly("older", "newer");
    }

    @Test
    void isVersionOneOnly() {
        Checkpoint twelfth =
                new Checkpoint(POLICY, 12, OLDER.learner(), OLDER.experience(), 0, Map.of("codeRevision", "of a run"));

        assertThatThrownBy(() -> give(twelfth)).hasMessageContaining("version 1 of pair-scoring, was version 12");
        assertThat(objects.objects).isEmpty();
    }
}

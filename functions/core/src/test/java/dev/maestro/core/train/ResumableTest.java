package dev.maestro.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maestro.core.MemoryStore;
import dev.maestro.core.decide.Describer;
import dev.maestro.core.decide.Policy;
import dev.maestro.core.episode.TerminalException;
import dev.maestro.schema.event.PolicyTrained;
import dev.maestro.schema.event.RewardAssigned;
import dev.maestro.schema.event.TrainingManifest;
import dev.maestro.schema.wire.Purpose;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResumableTest {

    private static final GrpoSettings SETTINGS = new GrpoSettings(4, 3, 2, 1e-2, 0.2, 3, 0, 0.02, 1, 4, 60_000);
    private static final List<RewardAssigned> EVENTS = events();

    private static List<RewardAssigned> events() {
        List<LoggedTask> tasks = TinyLog.tasks(7);
        LoggedWorld world = TinyLog.world(tasks);
        Describer describer = TinyLog.describer(world);
        Checkpoint checkpoint = Checkpoint.untrained("pair-scoring", 1);
        Policy policy = LogTrainer.policy(checkpoint, describer);
        List<RewardAssigned> events = new ArrayList<>();
        for (LoggedTask task : tasks) {
            for (int rollout = 0; rollout < 4; rollout++) {
                events.add(world.play(
                        task,
                        world.start(task, LogTrainer.entry(checkpoint), Purpose.TRAIN, List.of(), rollout, 1),
                        policy));
            }
        }
        return events;
    }

    private static Resumable open(MemoryStore store) throws IOException {
        return new Resumable(new CheckpointStore(store, "pair-scoring"), "pair-scoring", SETTINGS, "test");
    }

    private static String run(MemoryStore store) throws IOException {
        Resumable training = open(store);
        for (RewardAssigned event : EVENTS) {
            training.take(event, Instant.EPOCH);
        }
        return weights(store);
    }

    private static String weights(MemoryStore store) throws IOException {
        List<PolicyTrained> versions = new CheckpointStore(store, "pair-scoring").versions();
        assertThat(versions).extracting(PolicyTrained::version).containsExactly(2L, 3L);
        return versions.getLast().weightsSha256();
    }

    @Test
    void killedBeforeAnyWriteItComesToTheSameWeights() throws IOException {
        MemoryStore whole = new MemoryStore();
        String expected = run(whole);

        for (int dieAt = 1; dieAt <= whole.writes(); dieAt++) {
            MemoryStore store = new MemoryStore();
            store.dieAt = dieAt;
            Resumable training = open(store);
            for (RewardAssigned event : EVENTS) {
                try {
                    training.take(event, Instant.EPOCH);
                } catch (IOException killed) {
                    training = open(store);
                    training.take(event, Instant.EPOCH); // what was not journalled is delivered again
                }
            }

            assertThat(weights(store)).as("killed before write %d", dieAt).isEqualTo(expected);
        }
    }

    @Test
    void restartedBetweenAnyTwoEventsItComesToTheSameWeights() throws IOException {
        String expected = run(new MemoryStore());
        MemoryStore store = new MemoryStore();

        for (RewardAssigned event : EVENTS) {
            open(store).take(event, Instant.EPOCH);
        }

        assertThat(weights(store)).isEqualTo(expected);
    }

    @Test
    void everythingDeliveredTwiceChangesNothing() throws IOException {
        String expected = run(new MemoryStore());
        MemoryStore store = new MemoryStore();
        Resumable training = open(store);

        for (RewardAssigned event : EVENTS) {
            training.take(event, Instant.EPOCH);
            training.take(event, Instant.EPOCH);
        }

        assertThat(weights(store)).isEqualTo(expected);
    }

    @Test
    void itsManifestsFollowedFromTheEventsGiveTheSameWeights() throws IOException {
        MemoryStore store = new MemoryStore();
        String expected = run(store);
        List<TrainingManifest> manifests = open(store).manifests();
        Map<String, Trajectory> trajectories = new HashMap<>();
        EVENTS.forEach(event -> trajectories.put(
                event.state().episodeId(),
                ((Trajectories.Usable) Trajectories.read(event, "pair-scoring")).trajectory()));

        Checkpoint again = Replay.follow(Checkpoint.untrained("pair-scoring", 1), manifests, trajectories);

        assertThat(again.weightsSha256()).isEqualTo(expected);
        trajectories.remove(
                manifests.getFirst().groups().getFirst().episodeIds().getFirst());
        assertThatThrownBy(() -> Replay.follow(Checkpoint.untrained("pair-scoring", 1), manifests, trajectories))
                .isInstanceOf(TerminalException.class)
                .hasMessageContaining("no longer in the log");
    }

    @Test
    void aCheckpointWithOtherWeightsThanWereTrainedIsRefused() throws IOException {
        MemoryStore store = new MemoryStore();
        run(store);
        CheckpointStore checkpoints = new CheckpointStore(store, "pair-scoring");
        String digest = checkpoints.trained(3).orElseThrow().checkpoint();
        store.objects.put(digest, Checkpoint.untrained("pair-scoring", 9).bytes());

        assertThatThrownBy(() -> checkpoints.checkpoint("pair-scoring", 3)).hasMessageContaining("other weights");
        assertThatThrownBy(() -> checkpoints.checkpoint("pair-scoring", 7)).hasMessageContaining("no version 7");
    }
}

package dev.maestro.promote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maestro.core.promote.Serving;
import dev.maestro.core.promote.ServingStore;
import dev.maestro.core.statistics.Interval;
import dev.maestro.core.train.Checkpoint;
import dev.maestro.core.train.CheckpointStore;
import dev.maestro.core.train.LogEvaluation;
import dev.maestro.runtime.models.ModelPublisher;
import dev.maestro.runtime.store.FileObjectStore;
import dev.maestro.schema.event.Event;
import dev.maestro.schema.event.PolicyPromoted;
import dev.maestro.schema.event.PolicyRejected;
import dev.maestro.schema.event.PolicyRolledBack;
import dev.maestro.schema.event.PolicyTrained;
import dev.maestro.schema.event.RewardAssigned;
import dev.maestro.schema.wire.Budget;
import dev.maestro.schema.wire.EpisodeEnd;
import dev.maestro.schema.wire.EpisodeState;
import dev.maestro.schema.wire.Purpose;
import dev.maestro.schema.wire.Reward;
import dev.maestro.schema.wire.Task;
import dev.maestro.schema.wire.Usage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromoteFunctionTest {

    private static final String POLICY = "pair-scoring";
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    @TempDir
    private Path folder;

    private FileObjectStore objects;
    private ServingStore serving;
    private CheckpointStore checkpoints;
    private final List<Long> published = new ArrayList<>();
    private boolean modelServerFails;
    private double gain = 0.05;

    @BeforeEach
    void open() throws IOException {
        objects = FileObjectStore.open(folder);
        serving = new ServingStore(objects);
        checkpoints = new CheckpointStore(objects, POLICY);
    }

    private PromoteFunction function(double canary) {
        VersionComparison comparison = (candidate, current) -> gain == 0
                ? Optional.empty()
                : Optional.of(
                        new LogEvaluation.Comparison(100, 8, 2, 0.1, gain, new Interval(gain - 0.01, gain + 0.01)));
        return new PromoteFunction(objects, comparison, new RecordingPublisher(), config(canary), () -> NOW);
    }

    private final class RecordingPublisher implements ModelPublisher {

        @Override
        public void publish(String model, long version, byte[] onnx, String configuration) throws IOException {
            if (modelServerFails) {
                throw new IOException("the model server is away");
            }
            published.add(version);
        }

        @Override
        public boolean isEnabled() {
            return true;
        }
    }

    private static PromoteConfig config(double canary) {
        return new PromoteConfig() {
            @Override
            public int every() {
                return 1;
            }

            @Override
            public int minimumTasks() {
                return 30;
            }

            @Override
            public double significance() {
                return 0.05;
            }

            @Override
            public double canary() {
                return canary;
            }

            @Override
            public int canaryEpisodes() {
                return 5;
            }

            @Override
            public double costWeight() {
                return 0.1;
            }
        };
    }

    private PolicyTrained trained(long version) throws IOException {
        Checkpoint base = Checkpoint.untrained(POLICY, version);
        Checkpoint checkpoint = new Checkpoint(POLICY, version, base.learner(), 0, Map.of());
        return checkpoints.commit(new PolicyTrained(
                POLICY, version, checkpoints.put(checkpoint), checkpoint.weightsSha256(), 8, 0.5, 1, 0, 0, NOW));
    }

    private static RewardAssigned served(int number, long version, double reward) {
        Task task = new Task("t" + number, "default", Purpose.SERVE, "?", List.of(), List.of(), true, Map.of());
        EpisodeState state = new EpisodeState(
                "e" + number,
                0,
                0,
                task,
                "sha256:r",
                POLICY,
                Long.toString(version),
                Budget.DEFAULT,
                0.1,
                List.of(),
                List.of(),
                1,
                NOW,
                NOW,
                Usage.NONE,
                List.of(),
                Map.of());
        return new RewardAssigned(
                state, new EpisodeEnd.Answered("x"), new Reward("scored", reward, 0, 0, reward, "exact"), NOW);
    }

    @Test
    void loadsTheBetterVersionBeforeItDecides() throws IOException {
        List<Event> events = function(0).handle(trained(2));

        assertThat(events).singleElement().isInstanceOf(PolicyPromoted.class);
        assertThat(published).containsExactly(2L);
        assertThat(serving.of(POLICY, 1).version()).isEqualTo(2);
    }

    @Test
    void aVersionThatIsNotLoadedNeverDecides() throws IOException {
        modelServerFails = true;
        PromoteFunction function = function(0);
        PolicyTrained event = trained(2);

        assertThatThrownBy(() -> function.handle(event)).isInstanceOf(IOException.class);

        assertThat(serving.of(POLICY, 1).version()).isEqualTo(1);
    }

    @Test
    void theSameEventAgainAfterAKillBeforeItsOutputsGivesTheSameOutputs() throws IOException {
        PolicyTrained event = trained(2);
        List<Event> first = function(0).handle(event);

        List<Event> again = function(0).handle(event);

        assertThat(again).isEqualTo(first);
        assertThat(serving.of(POLICY, 1)).isEqualTo(Serving.only(POLICY, 1).promoted(2));
    }

    @Test
    void rejectsWhatIsNotBetterAndWhatCannotBeCompared() throws IOException {
        gain = -0.05;
        assertThat(function(0).handle(trained(2))).singleElement().isInstanceOf(PolicyRejected.class);
        gain = 0;
        PolicyRejected rejected =
                (PolicyRejected) function(0).handle(trained(3)).getFirst();

        assertThat(rejected.reason()).contains("outcomes --split dev --gate");
        assertThat(published).isEmpty();
        assertThat(serving.of(POLICY, 1).version()).isEqualTo(1);
    }

    @Test
    void refusesADamagedCheckpoint() throws IOException {
        PolicyTrained event = trained(2);
        PolicyTrained lying = new PolicyTrained(POLICY, 3, event.checkpoint(), "0".repeat(64), 8, 0.5, 1, 0, 0, NOW);
        checkpoints.commit(lying);

        assertThatThrownBy(() -> function(0).handle(lying)).hasMessageContaining("not used");

        assertThat(serving.of(POLICY, 1).version()).isEqualTo(1);
    }

    @Test
    void rollsAWorseCanaryBackOfItsOwnAccord() throws IOException {
        PromoteFunction function = function(0.3);
        function.handle(trained(2));
        assertThat(serving.of(POLICY, 1).candidate()).isEqualTo(2);

        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            events.addAll(function.handle(served(i, i % 2 == 0 ? 2 : 1, i % 2 == 0 ? 0.1 : 0.9)));
        }

        assertThat(events).singleElement().isInstanceOf(PolicyRolledBack.class);
        assertThat(serving.of(POLICY, 1)).isEqualTo(Serving.only(POLICY, 1));
    }
}

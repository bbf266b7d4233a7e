package dev.maestro.promote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maestro.core.promote.Serving;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromoteFunctionTest {

    private static final String POLICY = PromoteWorld.POLICY;
    private static final Instant NOW = PromoteWorld.NOW;

    @TempDir
    private Path folder;

    private PromoteWorld world;

    @BeforeEach
    void open() throws IOException {
        world = new PromoteWorld(folder);
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
        List<Event> events = world.function(0).handle(world.trained(2));

        assertThat(events).singleElement().isInstanceOf(PolicyPromoted.class);
        assertThat(world.published).containsExactly(2L);
        assertThat(world.serving.of(POLICY, 1).version()).isEqualTo(2);
    }

    @Test
    void aVersionThatIsNotLoadedNeverDecides() throws IOException {
        world.modelServerFails = true;
        PromoteFunction function = world.function(0);
        PolicyTrained event = world.trained(2);

        assertThatThrownBy(() -> function.handle(event)).isInstanceOf(IOException.class);

        assertThat(world.serving.of(POLICY, 1).version()).isEqualTo(1);
    }

    @Test
    void theSameEventAgainAfterAKillBeforeItsOutputsGivesTheSameOutputs() throws IOException {
        PolicyTrained event = world.trained(2);
        List<Event> first = world.function(0).handle(event);

        List<Event> again = world.function(0).handle(event);

        assertThat(again).isEqualTo(first);
        assertThat(world.serving.of(POLICY, 1))
                .isEqualTo(Serving.only(POLICY, 1).promoted(2));
    }

    @Test
    void rejectsWhatIsNotBetterAndWhatCannotBeCompared() throws IOException {
        world.gain = -0.05;
        assertThat(world.function(0).handle(world.trained(2))).singleElement().isInstanceOf(PolicyRejected.class);
        world.gain = 0;
        PolicyRejected rejected =
                (PolicyRejected) world.function(0).handle(world.trained(3)).getFirst();

        assertThat(rejected.reason()).contains("outcomes --split dev --gate");
        assertThat(world.published).isEmpty();
        assertThat(world.serving.of(POLICY, 1).version()).isEqualTo(1);
    }

    @Test
    void refusesADamagedCheckpoint() throws IOException {
        PolicyTrained event = world.trained(2);
        PolicyTrained lying = new PolicyTrained(POLICY, 3, event.checkpoint(), "0".repeat(64), 8, 0.5, 1, 0, 0, NOW);
        world.checkpoints.commit(lying);

        assertThatThrownBy(() -> world.function(0).handle(lying)).hasMessageContaining("not used");

        assertThat(world.serving.of(POLICY, 1).version()).isEqualTo(1);
    }

    @Test
    void rollsAWorseCanaryBackOfItsOwnAccord() throws IOException {
        PromoteFunction function = world.function(0.3);
        function.handle(world.trained(2));
        assertThat(world.serving.of(POLICY, 1).candidate()).isEqualTo(2);

        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            events.addAll(function.handle(served(i, i % 2 == 0 ? 2 : 1, i % 2 == 0 ? 0.1 : 0.9)));
        }

        assertThat(events).singleElement().isInstanceOf(PolicyRolledBack.class);
        assertThat(world.serving.of(POLICY, 1)).isEqualTo(Serving.only(POLICY, 1));
    }

    @Test
    void preparesTheComparisonWhenAVersionComesThatIsNotCompared() throws IOException {
        world.every = 5;

        List<Event> events = world.function(0).handle(world.trained(4));

        assertThat(events).isEmpty();
        assertThat(world.expected).containsExactly(1L);
    }

    @Test
    void aComparisonThatCannotBePreparedHoldsNothingUp() throws IOException {
        world.every = 5;
        world.gain = 0;
        PromoteFunction function = world.function(0);

        assertThat(function.handle(world.trained(4))).isEmpty();

        world.gain = 0.05;
        assertThat(function.handle(world.trained(5))).singleElement().isInstanceOf(PolicyPromoted.class);
    }
}

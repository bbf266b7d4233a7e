package dev.maestro.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.maestro.core.decide.Policies;
import dev.maestro.core.observe.PictureStatistics;
import dev.maestro.core.observe.TextEncoder;
import dev.maestro.core.registry.Pair;
import dev.maestro.core.registry.RegistryLoader;
import dev.maestro.core.registry.RegistrySnapshot;
import dev.maestro.core.train.LoggedTask.LoggedRun;
import dev.maestro.schema.event.RewardAssigned;
import dev.maestro.schema.registry.PolicyEntry;
import dev.maestro.schema.wire.EpisodeEnd;
import dev.maestro.schema.wire.Purpose;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LoggedWorldTest {

    private static final RegistrySnapshot REGISTRY = RegistryLoader.snapshot(RegistryLoader.embedded());

    /** The pairs of one skill of many calls, the cheapest first. */
    private static final List<Pair> DEAR = DearSkills.last(REGISTRY.pairs()).stream()
            .filter(pair -> pair.skill().id().equals("document-key-value-crops"))
            .toList();

    private static final String CHEAPEST = DEAR.getFirst().id();
    private static final String DEAREST = DEAR.getLast().id();
    private static final String OTHER_OF_DEAREST = REGISTRY.pairs().stream()
            .filter(pair -> pair.expert().equals(DEAR.getLast().expert()) && !DearSkills.isDear(pair))
            .map(Pair::id)
            .findFirst()
            .orElseThrow();

    /** An episode that calls the dearest, then the other one. */
    private static RewardAssigned dearestCalled(String evidenceOfCheapest) {
        LoggedTask task = new LoggedTask(
                "1",
                "train",
                "signs",
                "",
                "What does it say?",
                true,
                new float[TextEncoder.DIMENSIONS],
                new double[PictureStatistics.DIMENSIONS],
                Map.of(
                        CHEAPEST,
                        new LoggedRun(0, 60, 0.6, evidenceOfCheapest),
                        OTHER_OF_DEAREST,
                        new LoggedRun(1, 50, 0.7, "8")),
                List.of());
        LoggedWorld world = new LoggedWorld(List.of(task), REGISTRY, 0.1);
        PolicyEntry entry = new PolicyEntry("script", List.of(), "scripted", "1", "", null);
        return world.play(
                task,
                world.start(task, entry, Purpose.TRAIN, List.of(), 0, 1),
                Policies.scripted(entry, List.of(DEAREST, OTHER_OF_DEAREST)));
    }

    @Test
    void aSparedCallFindsNothingAtWhatItWouldHaveCost() {
        RewardAssigned reward = dearestCalled(" ");

        assertThat(reward.end()).isEqualTo(new EpisodeEnd.Answered("8"));
        assertThat(reward.reward().status()).isEqualTo("scored");
        assertThat(reward.reward().answer()).isEqualTo(1);
        double times = DEAR.getLast().expert().latencyPriorMillis()
                / (double) DEAR.getFirst().expert().latencyPriorMillis();
        assertThat(times).isGreaterThan(1);
        assertThat(reward.state().usage().cpuMillis()).isCloseTo(60 * times + 50, within(1e-9));
    }

    @Test
    void aCallThatTheLogLacksForAnotherReasonBreaksTheEpisode() {
        RewardAssigned reward = dearestCalled("x");

        assertThat(reward.reward().status()).isEqualTo("broken");
        assertThat(reward.end()).isInstanceOf(EpisodeEnd.Broken.class);
    }
}

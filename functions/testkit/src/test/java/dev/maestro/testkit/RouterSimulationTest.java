package dev.maestro.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.core.decide.Policies;
import dev.maestro.core.decide.Policy;
import dev.maestro.schema.wire.Budget;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Plays whole episodes in a made-up world and compares the routers there. Says nothing of real pictures. */
class RouterSimulationTest {

    private final RoutingWorld world = new RoutingWorld(4711);
    private final List<RoutingWorld.WorldTask> tasks = world.tasks("test", 200);
    private final Policies policies =
            TestPolicies.of(world, world.calibration(world.tasks("calibrate", 150), RoutingWorld.REGISTRY));

    private record Result(double accuracy, double cpuMillis, List<RoutingWorld.Played> episodes) {}

    private Result run(Policy policy, double costWeight, String kind) {
        List<RoutingWorld.Played> episodes = new ArrayList<>();
        for (RoutingWorld.WorldTask task : tasks) {
            if (kind.isEmpty() || task.kind().equals(kind)) {
                episodes.add(world.play(
                        policy,
                        task,
                        EpisodeStates.narrowed(world.start(task), List.of(), List.of(), Budget.DEFAULT, costWeight),
                        RoutingWorld.REGISTRY));
            }
        }
        return new Result(
                episodes.stream()
                        .mapToInt(each -> each.correct() ? 1 : 0)
                        .average()
                        .orElseThrow(),
                episodes.stream()
                        .mapToDouble(RoutingWorld.Played::cpuMillis)
                        .average()
                        .orElseThrow(),
                episodes);
    }

    private Policy policy(String id) {
        return policies.policy(TestPolicies.entry(id));
    }

    @Test
    void theRouterBeatsEveryDullRival() {
        Result router = run(policy("calibrated-router"), 0.1, "");

        List<Result> rivals = new ArrayList<>();
        for (String id : List.of("best-pair", "random", "nearest-neighbour", "question-type")) {
            rivals.add(run(policy(id), 0.1, ""));
        }

        assertThat(router.accuracy()).isGreaterThan(0.9);
        assertThat(rivals.get(0).accuracy()).isLessThan(0.5);
        assertThat(rivals).allSatisfy(rival -> assertThat(router.accuracy() - 0.001 * router.cpuMillis() / 10)
                .isGreaterThan(rival.accuracy() - 0.001 * rival.cpuMillis() / 10));
    }

    @Test
    void itReadsASumInAPictureAndThenComputesIt() {
        Result sums = run(policy("calibrated-router"), 0.1, "sum-picture");

        assertThat(sums.episodes()).allSatisfy(episode -> {
            assertThat(episode.pairs()).hasSize(2);
            assertThat(episode.pairs().get(0)).endsWith("/read-plain");
            assertThat(episode.pairs().get(1)).isEqualTo("symja/compute-evaluate");
        });
        assertThat(sums.accuracy()).isGreaterThan(0.85);
    }

    @Test
    void itStopsAfterOneHopWhenTheAnswerIsInHand() {
        Result signs = run(policy("calibrated-router"), 0.1, "sign-clean");

        assertThat(signs.episodes())
                .allSatisfy(episode -> assertThat(episode.pairs()).containsExactly("tesseract/read-plain"));
    }

    @Test
    void itTellsByThePictureAloneThatASignIsNoisy() {
        Result signs = run(policy("calibrated-router"), 0.1, "sign-noisy");

        assertThat(signs.episodes())
                .allSatisfy(episode -> assertThat(episode.pairs().getFirst()).isEqualTo("ppocr-v4/read-plain"));
    }

    @Test
    void aHigherCostWeightBuysCheaperAnswers() {
        Result free = run(policy("calibrated-router"), 0, "");

        Result dear = run(policy("calibrated-router"), 8, "");

        assertThat(dear.cpuMillis()).isLessThan(free.cpuMillis() / 2);
        assertThat(free.accuracy()).isGreaterThan(dear.accuracy());
    }
}

package dev.maestro.testkit;

import dev.maestro.core.decide.JavaScorer;
import dev.maestro.core.decide.Policies;
import dev.maestro.core.decide.Policy;
import dev.maestro.core.decide.ResidualWeights;
import dev.maestro.core.decide.Sampling;
import dev.maestro.core.observe.CalibrationData;
import dev.maestro.core.observe.CalibrationTask;
import dev.maestro.core.observe.PictureStatistics;
import dev.maestro.core.observe.Provenance;
import dev.maestro.core.observe.TextEncoder;
import dev.maestro.core.registry.RegistryLoader;
import dev.maestro.core.registry.RegistrySnapshot;
import dev.maestro.schema.registry.Endpoint;
import dev.maestro.schema.registry.Expert;
import dev.maestro.schema.registry.Limits;
import dev.maestro.schema.registry.Price;
import dev.maestro.schema.registry.RegistryDocument;
import dev.maestro.schema.registry.Skill;
import dev.maestro.schema.wire.Decision;
import dev.maestro.schema.wire.EpisodeState;
import dev.maestro.schema.wire.Outcome;
import dev.maestro.schema.wire.Usage;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Prints how much CPU time a pair-scoring decision takes with 100 and with 10,000 candidates and 235 calibration tasks, encoder
 * and picture statistics not counted. Run by hand; a test would depend on the machine.
 */
final class DecisionTimes {

    private static final int TASKS = 235;
    private static final int ROUNDS = 100;

    private DecisionTimes() {}

    public static void main(String[] arguments) {
        for (int side : new int[] {7, 10, 10, 100, 100}) {
            measure(side);
        }
    }

    private static void measure(int side) {
        RegistrySnapshot registry = registry(side);
        CalibrationData data = calibration(registry);
        TextEncoder encoder = DecisionTimes::encode;
        PictureStatistics pictures =
                digest -> new SplittableRandom(digest.hashCode()).doubles(14).toArray();
        Policy policy = new Policies(encoder, pictures, any -> data, any -> new JavaScorer(ResidualWeights.random(1)))
                .policy(TestPolicies.entry("pair-scoring"));
        long before = cpuNanos();
        decide(policy, registry, 0);
        double first = (cpuNanos() - before) / 1e6;
        double[] firstHop = new double[ROUNDS];
        double[] secondHop = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            long start = cpuNanos();
            EpisodeState state = decide(policy, registry, i);
            long middle = cpuNanos();
            policy.next(state, registry, Sampling.of(state));
            firstHop[i] = (middle - start) / 1e6;
            secondHop[i] = (cpuNanos() - middle) / 1e6;
        }
        Arrays.sort(firstHop);
        Arrays.sort(secondHop);
        System.out.printf(
                "%d candidates: first ever %.1f ms; hop 1 p50 %.2f p95 %.2f ms; hop 2 p50 %.2f p95 %.2f ms%n",
                registry.pairs().size(),
                first,
                firstHop[ROUNDS / 2],
                firstHop[ROUNDS * 95 / 100],
                secondHop[ROUNDS / 2],
                secondHop[ROUNDS * 95 / 100]);
    }

    /** CPU time of this thread: the machine may be busy with other things. */
    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static EpisodeState decide(Policy policy, RegistrySnapshot registry, int i) {
        EpisodeState state = EpisodeStates.started("t" + i, "question " + i % 12, "sha256:" + i);
        Decision decision = policy.next(state, registry, Sampling.of(state));
        return EpisodeStates.after(state, decision, List.of(new Outcome.Answered("12+7=")), Usage.NONE);
    }

    private static float[] encode(String text) {
        SplittableRandom random = new SplittableRandom(text.hashCode());
        float[] result = new float[TextEncoder.DIMENSIONS];
        for (int i = 0; i < result.length; i++) {
            result[i] = (float) (random.nextGaussian() / 19.6);
        }
        return result;
    }

    private static RegistrySnapshot registry(int side) {
        List<Expert> experts = new ArrayList<>();
        List<Skill> skills = new ArrayList<>();
        for (int i = 0; i < side; i++) {
            experts.add(new Expert(
                    "e" + i,
                    List.of(),
                    List.of("read-text"),
                    new Endpoint.Triton(null, "m", null),
                    null,
                    null,
                    "d",
                    "w",
                    Price.FREE,
                    100,
                    Limits.DEFAULT,
                    "x"));
            skills.add(
                    new Skill("s" + i, List.of(), 1, null, "d", "w", List.of("read-text"), List.of(), "s" + i, 1, 1));
        }
        return RegistryLoader.snapshot(new RegistryDocument("big", experts, skills, List.of(), List.of()));
    }

    private static CalibrationData calibration(RegistrySnapshot registry) {
        SplittableRandom random = new SplittableRandom(5);
        CalibrationData.Builder builder = new CalibrationData.Builder(new Provenance(1, "", "", ""));
        String[] texts = {"OPEN", "12+7=", "", "42"};
        List<String> ids = registry.pairs().stream().map(pair -> pair.id()).toList();
        for (int j = 0; j < TASKS; j++) {
            builder.task(new CalibrationTask(
                    "c" + j,
                    encode("question " + j % 12),
                    new SplittableRandom(j).doubles(14).toArray()));
            for (String id : ids) {
                builder.outcome(
                        "c" + j, id, random.nextInt(5) == 0, 1 + 300 * random.nextDouble(), texts[random.nextInt(4)]);
            }
            for (int a = 0; a < 20; a++) {
                builder.chain("c" + j, ids.get(a), ids.getLast(), random.nextBoolean());
            }
        }
        return builder.build();
    }
}

package dev.maestro.core.decide;

import dev.maestro.core.TestData;
import dev.maestro.core.episode.Transitions;
import dev.maestro.core.experience.Attempt;
import dev.maestro.core.experience.Experience;
import dev.maestro.core.experience.TaskPoint;
import dev.maestro.core.observe.CalibrationData;
import dev.maestro.core.observe.CalibrationTask;
import dev.maestro.core.observe.History;
import dev.maestro.core.observe.Hop;
import dev.maestro.core.observe.Provenance;
import dev.maestro.core.registry.RegistrySnapshot;
import dev.maestro.schema.registry.Expert;
import dev.maestro.schema.registry.PolicyEntry;
import dev.maestro.schema.registry.RegistryDocument;
import dev.maestro.schema.wire.Action;
import dev.maestro.schema.wire.Budget;
import dev.maestro.schema.wire.Call;
import dev.maestro.schema.wire.Decision;
import dev.maestro.schema.wire.EpisodeState;
import dev.maestro.schema.wire.ImageRef;
import dev.maestro.schema.wire.Invocation;
import dev.maestro.schema.wire.Outcome;
import dev.maestro.schema.wire.Purpose;
import dev.maestro.schema.wire.Task;
import dev.maestro.schema.wire.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** Registries of readers and solvers with outcomes from a seed: every reader may be followed by any solver. */
final class ManyPairs {

    static final PolicyEntry ROUTER = new PolicyEntry("router", List.of(), "calibrated-router", "1", "", null);
    static final PolicyEntry SCORING = new PolicyEntry("scoring", List.of(), "pair-scoring", "1", "", null);

    private static final int CHAINS = 5;
    private static final String[] TEXTS = {"12+7=", "a word", "42", "", "STOP 7"};

    final RegistrySnapshot registry;
    final CalibrationData data;
    private final Experience experience;

    /**
     * Makes one.
     *
     * @param readers experts that read; the last tenth of them was never calibrated
     * @param solvers experts that compute
     * @param tasks of the calibration
     */
    ManyPairs(int readers, int solvers, int tasks) {
        List<Expert> experts = new ArrayList<>();
        for (int i = 0; i < readers; i++) {
            experts.add(TestData.expert("reader-" + i, "read-text"));
        }
        for (int i = 0; i < solvers; i++) {
            experts.add(TestData.expert("solver-" + i, "compute"));
        }
        registry = new RegistrySnapshot(
                TestData.DIGEST,
                new RegistryDocument(
                        "many",
                        experts,
                        List.of(TestData.skill("read", "read-text"), TestData.skill("compute", "compute")),
                        List.of(ROUTER, SCORING),
                        List.of()));
        SplittableRandom random = new SplittableRandom(readers);
        data = calibration(readers, solvers, tasks, random);
        experience = experience(readers, random);
    }

    private static CalibrationData calibration(int readers, int solvers, int tasks, SplittableRandom random) {
        CalibrationData.Builder builder = new CalibrationData.Builder(new Provenance(1, "d", "c", "t"));
        for (int j = 0; j < tasks; j++) {
            String id = "c" + j;
            builder.task(new CalibrationTask(id, question(1000 + j), statistics(1000 + j)));
            for (int k = 0; k < readers - readers / 10; k++) {
                if (random.nextDouble() < 0.9) {
                    builder.outcome(
                            id,
                            reader(k),
                            random.nextDouble() < 0.3,
                            random.nextDouble(5, 400),
                            TEXTS[random.nextInt(TEXTS.length)]);
                }
            }
            for (int k = 0; k < solvers; k++) {
                builder.outcome(id, solver(k), random.nextDouble() < 0.1, random.nextDouble(1, 9), TEXTS[2]);
                for (int first = 0; first < Math.min(CHAINS, readers); first++) {
                    builder.chain(id, reader(first), solver(k), random.nextDouble() < 0.5);
                }
            }
        }
        return builder.build();
    }

    private static Experience experience(int readers, SplittableRandom random) {
        List<Attempt> attempts = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            int task = random.nextInt(30);
            String pair = reader(random.nextInt(readers));
            History before = random.nextBoolean()
                    ? new History(List.of(), Set.of())
                    : new History(
                            List.of(new Hop(pair, new Outcome.Answered(TEXTS[random.nextInt(TEXTS.length)]))),
                            Set.of(pair));
            attempts.add(new Attempt(
                    TaskPoint.of(question(task), statistics(task)),
                    Attempt.Situation.of(before),
                    before.hops().isEmpty() ? pair : random.nextBoolean() ? Attempt.ANSWER : solver(0),
                    random.nextInt(2),
                    (float) random.nextDouble(1, 5)));
        }
        return Experience.NONE.with(attempts);
    }

    static String reader(int k) {
        return "reader-" + k + "/read";
    }

    static String solver(int k) {
        return "solver-" + k + "/compute";
    }

    static float[] question(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] result = new float[384];
        for (int i = 0; i < result.length; i++) {
            result[i] = (float) (1 + random.nextDouble(-0.7, 0.7));
        }
        return result;
    }

    static double[] statistics(int seed) {
        SplittableRandom random = new SplittableRandom(-seed);
        double[] result = new double[14];
        for (int i = 0; i < result.length; i++) {
            result[i] = random.nextDouble(0.4, 0.6);
        }
        return result;
    }

    /** A policy of this registry; pair-scoring ones have random weights. */
    Policy policy(PolicyEntry entry, boolean isRemembering) {
        Scorer scorer = new JavaScorer(weights(), isRemembering ? experience : Experience.NONE);
        return policy(entry, scorer);
    }

    /** Outputs as large as those of a trained network, so that they change what is chosen. */
    private static ResidualWeights weights() {
        ResidualWeights small = ResidualWeights.random(5);
        float[] output = small.output().clone();
        for (int u = 0; u < output.length; u++) {
            output[u] *= 200;
        }
        return new ResidualWeights(small.hidden(), small.hiddenBias(), output, 0);
    }

    Policy policy(PolicyEntry entry, Scorer scorer) {
        return policies(data, scorer).policy(entry);
    }

    /** Policies over some calibration, which see the questions and pictures of {@link #start}. */
    static Policies policies(CalibrationData data, Scorer scorer) {
        return new Policies(ManyPairs::encoded, ManyPairs::picture, any -> data, any -> scorer);
    }

    private static float[] encoded(String text) {
        return text.matches("q[0-9]+") ? question(Integer.parseInt(text.substring(1))) : question(77);
    }

    private static double[] picture(String digest) {
        return statistics(Integer.parseInt(digest.substring(digest.length() - 4)));
    }

    /** The start of an episode of a task, under version 1. */
    EpisodeState start(int task, Purpose purpose, List<String> experts) {
        String number = String.format("%04d", task);
        ImageRef image = new ImageRef("sha256:" + "0".repeat(60) + number, "image/png", 1, 1, 1);
        Task asked = new Task("t-" + task, "default", purpose, "q" + task, List.of(image), List.of(), true, Map.of());
        return new EpisodeState(
                "e-" + task,
                0,
                0,
                asked,
                TestData.DIGEST,
                SCORING.id(),
                "1",
                new Budget(6, 16, 1_000_000, 1e9, 3_600_000),
                0.1,
                experts,
                List.of(),
                7 + task,
                TestData.NOW,
                TestData.NOW.plusSeconds(3600),
                Usage.NONE,
                List.of(),
                Map.of());
    }

    /** Plays an episode to its end and shows each decision. */
    void play(EpisodeState start, Policy policy, Consumer<Decision> seen) {
        EpisodeState state = start;
        for (int hop = 0; hop < 6; hop++) {
            Decision decision = policy.next(state, registry, Sampling.of(state));
            seen.accept(decision);
            if (!(decision.action() instanceof Action.Invoke invoke)) {
                return;
            }
            Call call = invoke.calls().getFirst();
            String text = TEXTS[Math.floorMod(call.expertId().hashCode() + hop, TEXTS.length)];
            state = Transitions.invoked(
                    Transitions.decided(state, decision),
                    List.of(new Invocation(call, new Outcome.Answered(text), 1, new Usage(1, 0, 20 + 10 * hop, 0, 0))));
        }
    }
}

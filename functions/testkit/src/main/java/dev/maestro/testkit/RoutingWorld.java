package dev.maestro.testkit;

import dev.maestro.core.decide.Policy;
import dev.maestro.core.decide.Sampling;
import dev.maestro.core.estimate.Penalty;
import dev.maestro.core.observe.CalibrationData;
import dev.maestro.core.observe.CalibrationTask;
import dev.maestro.core.observe.PictureStatistics;
import dev.maestro.core.observe.Provenance;
import dev.maestro.core.observe.TextEncoder;
import dev.maestro.core.registry.Pair;
import dev.maestro.core.registry.RegistryLoader;
import dev.maestro.core.registry.RegistrySnapshot;
import dev.maestro.schema.wire.Action;
import dev.maestro.schema.wire.Decision;
import dev.maestro.schema.wire.EpisodeState;
import dev.maestro.schema.wire.Outcome;
import dev.maestro.schema.wire.Usage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A made-up world over the embedded registry in which routing matters, with success rates and costs like the measured
 * ones: a cheap reader that noise defeats, sums in pictures that need a reader and then the algebra system, and
 * pictures whose condition the question does not tell. Everything follows from the seed.
 */
public final class RoutingWorld {

    /** The embedded registry. */
    public static final RegistrySnapshot REGISTRY = RegistryLoader.snapshot(RegistryLoader.embedded());

    private static final String COMPUTE = "symja/compute-evaluate";
    private static final Map<String, Double> COST = Map.of(
            "ppocr-v4",
            95.0,
            "ppocr-v3",
            72.0,
            "tesseract",
            15.0,
            "cv-contour",
            1.0,
            "cv-hough",
            3.0,
            "symja",
            4.0,
            "element-kb",
            4.0,
            "zxing",
            10.0);
    private static final List<Kind> KINDS = List.of(
            new Kind(
                    "sign-clean",
                    "What does the sign say?",
                    0,
                    Map.of("ppocr-v4/read-plain", 1.0, "ppocr-v3/read-plain", 1.0, "tesseract/read-plain", 1.0),
                    Map.of()),
            new Kind(
                    "sign-noisy",
                    "What does the sign say?",
                    1,
                    Map.of("ppocr-v4/read-plain", 0.9, "ppocr-v3/read-plain", 0.5, "tesseract/read-clean", 0.45),
                    Map.of()),
            new Kind(
                    "sum-picture",
                    "What is the result of the calculation in the picture?",
                    2,
                    Map.of(),
                    Map.of("ppocr-v4/read-plain", 0.98, "ppocr-v3/read-plain", 0.9, "tesseract/read-plain", 0.6)),
            new Kind("sum-text", "What is 12 + 7 times 3?", -1, Map.of(COMPUTE, 1.0), Map.of()),
            new Kind(
                    "count",
                    "How many circles are there?",
                    3,
                    Map.of("cv-hough/count-shapes", 0.97, "cv-contour/count-shapes", 0.75),
                    Map.of()));

    private final long seed;

    /**
     * A kind of task.
     *
     * @param alone by pair, how often it is right as first hop
     * @param before by first pair, how often {@link #COMPUTE} is right after it
     */
    private record Kind(
            String name, String question, int condition, Map<String, Double> alone, Map<String, Double> before) {}

    /** A task of this world. */
    public record WorldTask(String id, String kind, String question, String imageDigest) {}

    /** How an episode went. */
    public record Played(boolean correct, double cpuMillis, List<String> pairs, String answer) {}

    public RoutingWorld(long seed) {
        this.seed = seed;
    }

    /** Tasks of all kinds in turn; another split gives other tasks. */
    public List<WorldTask> tasks(String split, int count) {
        List<WorldTask> result = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Kind kind = KINDS.get(i % KINDS.size());
            String id = split + "-" + kind.name() + "-" + i;
            result.add(new WorldTask(
                    id, kind.name(), kind.question(), kind.condition() < 0 ? "" : "sha256:" + kind.condition() + id));
        }
        return result;
    }

    private static Kind kind(WorldTask task) {
        return KINDS.stream()
                .filter(kind -> kind.name().equals(task.kind()))
                .findFirst()
                .orElseThrow();
    }

    private double chance(String... parts) {
        return new SplittableRandom(seed * 31 + String.join("|", parts).hashCode())
                .split()
                .nextDouble();
    }

    /** An encoder that knows wordings: equal questions lie together, others far apart. */
    public TextEncoder encoder() {
        return text -> {
            SplittableRandom random = new SplittableRandom(text.hashCode());
            float[] result = new float[TextEncoder.DIMENSIONS];
            double length = 0;
            for (int i = 0; i < result.length; i++) {
                result[i] = (float) random.nextGaussian();
                length += result[i] * result[i];
            }
            for (int i = 0; i < result.length; i++) {
                result[i] /= (float) Math.sqrt(length);
            }
            return result;
        };
    }

    /** Statistics in which each condition has its own place, with noise. */
    public PictureStatistics pictures() {
        return digest -> {
            SplittableRandom random = new SplittableRandom(digest.hashCode());
            int condition = digest.charAt("sha256:".length()) - '0';
            double[] result = new double[PictureStatistics.DIMENSIONS];
            for (int i = 0; i < result.length; i++) {
                double centre = new SplittableRandom(condition * 100L + i).nextDouble();
                result[i] = centre + 0.05 * random.nextGaussian();
            }
            return result;
        };
    }

    private boolean right(WorldTask task, String first, String pairId) {
        double rate = first.isEmpty()
                ? kind(task).alone().getOrDefault(pairId, 0.0)
                : pairId.equals(COMPUTE)
                        ? kind(task)
                                .before()
                                .getOrDefault(first, kind(task).alone().getOrDefault(pairId, 0.0))
                        : kind(task).alone().getOrDefault(pairId, 0.0);
        return chance(task.id(), pairId.equals(COMPUTE) ? first : "", pairId) < rate;
    }

    private String text(WorldTask task, String first, String pairId) {
        if (right(task, first, pairId)) {
            return task.kind().startsWith("sign") ? "OPEN " + task.id() : "33";
        }
        if (pairId.endsWith("read-plain") && task.kind().equals("sum-picture")) {
            return "12 + 7 * 3 =";
        }
        return pairId.equals(COMPUTE) ? "" : "0p n" + pairId.length();
    }

    /** Calibration data: every pair on every task, and the algebra system after every reader. */
    public CalibrationData calibration(List<WorldTask> tasks, RegistrySnapshot registry) {
        CalibrationData.Builder builder =
                new CalibrationData.Builder(new Provenance(seed, registry.digest(), "test", "2026-11-22T12:00:00Z"));
        for (WorldTask task : tasks) {
            double[] statistics = task.imageDigest().isEmpty()
                    ? new double[PictureStatistics.DIMENSIONS]
                    : pictures().of(task.imageDigest());
            builder.task(new CalibrationTask(task.id(), encoder().encode(task.question()), statistics));
            for (Pair pair : registry.pairs()) {
                String id = pair.id();
                builder.outcome(
                        task.id(),
                        id,
                        right(task, "", id),
                        COST.getOrDefault(pair.expert().id(), 50.0),
                        text(task, "", id));
                if (!id.equals(COMPUTE)
                        && registry.pair("symja", "compute-evaluate").isPresent()) {
                    builder.chain(task.id(), id, COMPUTE, right(task, id, COMPUTE));
                }
            }
        }
        return builder.build();
    }

    /** The state of a task's episode before its first step. */
    public EpisodeState start(WorldTask task) {
        return EpisodeStates.started(task.id(), task.question(), task.imageDigest());
    }

    /** Plays an episode to its end. */
    public Played play(Policy policy, WorldTask task, EpisodeState start, RegistrySnapshot registry) {
        EpisodeState state = start;
        List<String> pairs = new ArrayList<>();
        Map<String, Boolean> rightTexts = new HashMap<>();
        String last = "";
        for (int step = 0; step <= state.budget().maxSteps(); step++) {
            Decision decision = policy.next(state, registry, Sampling.of(state));
            if (!(decision.action() instanceof Action.Invoke invoke)) {
                String answer = decision.action() instanceof Action.Answer given ? given.text() : "";
                boolean correct = rightTexts.getOrDefault(answer, false);
                return new Played(correct, state.usage().cpuMillis(), pairs, answer);
            }
            var call = invoke.calls().getFirst();
            String id = call.expertId() + "/" + call.skillId();
            String text = text(task, last, id);
            rightTexts.put(text, right(task, last, id));
            pairs.add(id);
            last = id;
            double cost = COST.getOrDefault(call.expertId(), 50.0);
            Usage usage = new Usage(1, 0, cost, cost / 1000 * Penalty.MICRO_USD_PER_CPU_SECOND, 0);
            state = EpisodeStates.after(state, decision, List.of(new Outcome.Answered(text)), usage);
        }
        throw new IllegalStateException("the policy never answered");
    }
}

package dev.maestro.core.decide;

import dev.maestro.core.episode.TerminalException;
import dev.maestro.core.estimate.Calibrations;
import dev.maestro.core.estimate.Estimator;
import dev.maestro.core.estimate.Penalty;
import dev.maestro.core.estimate.Situation;
import dev.maestro.core.observe.CalibrationData;
import dev.maestro.core.observe.Observation;
import dev.maestro.core.observe.PictureStatistics;
import dev.maestro.core.observe.TextEncoder;
import dev.maestro.core.registry.Pair;
import dev.maestro.core.registry.RegistrySnapshot;
import dev.maestro.schema.registry.PolicyEntry;
import dev.maestro.schema.wire.EpisodeState;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** Makes the policies that a registry lists. */
public final class Policies {

    private final Calibrations calibrations;
    private final Estimator estimator;
    private final Function<PolicyEntry, Scorer> scorers;
    private final Function<PolicyEntry, Policy> generative;

    /** Makes one that knows no generative policies. */
    public Policies(
            TextEncoder encoder,
            PictureStatistics pictures,
            Calibrations calibrations,
            Function<PolicyEntry, Scorer> scorers) {
        this(encoder, pictures, calibrations, scorers, Policies::notBuiltIn);
    }

    /**
     * Makes one. Keeps what it derives from calibrations, so make it once.
     *
     * @param encoder for questions
     * @param pictures for the first picture of a task
     * @param calibrations what is known of the pairs
     * @param scorers the scorer of a pair-scoring policy, by the entry's model and version
     * @param generative the policy of an entry with a language model
     */
    public Policies(
            TextEncoder encoder,
            PictureStatistics pictures,
            Calibrations calibrations,
            Function<PolicyEntry, Scorer> scorers,
            Function<PolicyEntry, Policy> generative) {
        this.scorers = scorers;
        this.generative = generative;
        this.calibrations = calibrations;
        this.estimator = new Estimator(encoder, pictures, calibrations);
    }

    /**
     * The policy of an entry.
     *
     * @throws TerminalException {@code unknown-policy} for a kind that is not made here
     */
    public Policy policy(PolicyEntry entry) {
        return switch (entry.kind()) {
            case "best-pair" -> new OneHop(entry, this::bestPair);
            case "random" -> new OneHop(entry, Policies::random);
            case "nearest-neighbour" -> new OneHop(entry, new NearestNeighbour(estimator));
            case "question-type" -> questionType(entry, 2);
            case "calibrated-router" -> new CalibratedRouter(entry, estimator);
            case "pair-scoring" -> pairScoring(entry, describer(Estimator.MOST_HOPS), scorers.apply(entry));
            case "scripted" -> new ScriptedPolicy(entry, List.of());
            case "generative" -> generative.apply(entry);
            default -> notBuiltIn(entry);
        };
    }

    private static Policy notBuiltIn(PolicyEntry entry) {
        throw new TerminalException(
                "unknown-policy",
                "the policy " + entry.id() + " is of the kind " + entry.kind()
                        + ", which is not built in; choose another with --policy");
    }

    /**
     * The policy fixed by the question's wording, under another limit.
     *
     * @param mostHops 1 or 2
     */
    public Policy questionType(PolicyEntry entry, int mostHops) {
        return new QuestionTypePolicy(entry, estimator, mostHops);
    }

    /**
     * Describes the candidates of decisions.
     *
     * @param mostHops hops that bring evidence, at most
     */
    public Describer describer(int mostHops) {
        return (state, registry) -> {
            Situation situation = Situation.of(state, registry);
            Observation observation = estimator.observe(state);
            return Described.of(
                    estimator.outlook(state, registry, situation, observation, mostHops),
                    estimator.table(registry),
                    observation);
        };
    }

    /** The pair-scoring policy over a describer and a scorer of the caller's. */
    public static Policy pairScoring(PolicyEntry entry, Describer describer, Scorer scorer) {
        return new PairScoringPolicy(entry, describer, scorer);
    }

    /** A policy that plays a script of pair ids. */
    public static Policy scripted(PolicyEntry entry, List<String> script) {
        return new ScriptedPolicy(entry, script);
    }

    private static double[] random(
            EpisodeState state, RegistrySnapshot registry, List<Pair> pairs, RandomGenerator random) {
        double[] scores = new double[pairs.size()];
        scores[random.nextInt(pairs.size())] = 1000; // certain, also when sampling
        return scores;
    }

    private double[] bestPair(EpisodeState state, RegistrySnapshot registry, List<Pair> pairs, RandomGenerator random) {
        CalibrationData data = calibrations.of(registry);
        return pairs.stream()
                .mapToDouble(pair -> data.column(pair.id())
                        .map(column -> meanUtility(column, state.costWeight()))
                        .orElse(-1.0))
                .toArray();
    }

    /** Mean over all tasks, unmeasured ones counted as wrong, of being right less the penalty of the cost. */
    private static double meanUtility(CalibrationData.Column column, double costWeight) {
        double sum = 0;
        int known = 0;
        for (int j = 0; j < column.correct().length; j++) {
            if (column.correct()[j] != CalibrationData.UNKNOWN) {
                sum += column.correct()[j] - Penalty.of(costWeight, column.costMillis()[j]);
                known++;
            }
        }
        return known == 0 ? -1 : sum / column.correct().length;
    }
}

package dev.maestro.core.decide;

import dev.maestro.core.episode.AnswerForm;
import dev.maestro.core.observe.History;
import dev.maestro.core.registry.Pair;
import dev.maestro.schema.registry.PolicyEntry;
import dev.maestro.schema.wire.Action;
import dev.maestro.schema.wire.Call;
import dev.maestro.schema.wire.CandidateScore;
import dev.maestro.schema.wire.Decision;
import dev.maestro.schema.wire.EpisodeState;
import dev.maestro.schema.wire.Usage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** The candidates of one decision with their scores. Not thread-safe. */
final class Ballot {

    private final PolicyEntry policy;
    private final List<@Nullable Pair> candidates = new ArrayList<>();
    private double[] scores = new double[64];

    Ballot(PolicyEntry policy) {
        this.policy = policy;
    }

    /**
     * Adds a candidate.
     *
     * @param pair null for answering now
     * @param score a logit, finite
     */
    void add(@Nullable Pair pair, double score) {
        if (candidates.size() == scores.length) {
            scores = Arrays.copyOf(scores, scores.length * 2);
        }
        scores[candidates.size()] = score;
        candidates.add(pair);
    }

    boolean isEmpty() {
        return candidates.isEmpty();
    }

    /**
     * The decision: the best candidate, the first of equals, or one drawn from {@code softmax(scores / temperature)}.
     *
     * @throws IllegalStateException when there is no candidate
     */
    Decision decide(EpisodeState state, History history, Sampling sampling) {
        return decide(state, history, sampling, Map.of());
    }

    /** As above, and keeps what is extra in the decision. */
    Decision decide(EpisodeState state, History history, Sampling sampling, Map<String, Object> extra) {
        int size = candidates.size();
        if (size == 0) {
            throw new IllegalStateException("no candidate to decide among");
        }
        double logSumExp = logSumExp(1);
        boolean greedy = sampling.temperature() <= 0;
        int chosen = greedy ? best() : draw(sampling.random().nextDouble(), sampling.temperature());
        double logProbability =
                greedy ? 0 : scores[chosen] / sampling.temperature() - logSumExp(sampling.temperature());
        return new Decision(
                action(chosen, state, history),
                policy.id(),
                policy.version(),
                logProbability,
                top(),
                logSumExp,
                0,
                Usage.NONE,
                candidates.get(chosen) == null ? marked(extra, state, history) : extra);
    }

    /** An answer that is a guess says so. */
    private static Map<String, Object> marked(Map<String, Object> extra, EpisodeState state, History history) {
        if (!AnswerForm.of(state.task()).isGuess(history.texts())) {
            return extra;
        }
        Map<String, Object> marked = new HashMap<>(extra);
        marked.put(AnswerForm.GUESSED, true);
        return marked;
    }

    /**
     * A decision to learn from: sampled at temperature 1, or, with the probability {@code exploration}, any candidate.
     * Its log-probability is that of the policy in both cases. What learning needs is kept beside it.
     *
     * @param features see {@link RecordedFeatures}
     * @param task where the task lies, see {@link RecordedFeatures#TASK}
     */
    Decision explore(EpisodeState state, History history, long seed, double exploration, String features, String task) {
        SplittableRandom random = new SplittableRandom(seed);
        boolean forced = exploration > 0 && random.nextDouble() < exploration;
        double logSumExp = logSumExp(1);
        int chosen = forced ? random.nextInt(candidates.size()) : draw(random.nextDouble(), 1);
        return new Decision(
                action(chosen, state, history),
                policy.id(),
                policy.version(),
                scores[chosen] - logSumExp,
                top(),
                logSumExp,
                0,
                Usage.NONE,
                Map.of(
                        RecordedFeatures.FEATURES,
                        features,
                        RecordedFeatures.CHOSEN,
                        chosen,
                        RecordedFeatures.FORCED,
                        forced,
                        RecordedFeatures.TASK,
                        task));
    }

    private Action action(int chosen, EpisodeState state, History history) {
        Pair pair = candidates.get(chosen);
        if (pair == null) {
            return new Action.Answer(history.answer(AnswerForm.of(state.task())));
        }
        return new Action.Invoke(List.of(
                new Call(0, pair.expert().id(), pair.skill().id(), state.task().question())));
    }

    private int best() {
        int best = 0;
        for (int k = 1; k < candidates.size(); k++) {
            if (scores[k] > scores[best]) {
                best = k;
            }
        }
        return best;
    }

    private double logSumExp(double temperature) {
        double largest = scores[best()] / temperature;
        double sum = 0;
        for (int k = 0; k < candidates.size(); k++) {
            sum += StrictMath.exp(scores[k] / temperature - largest);
        }
        return largest + StrictMath.log(sum);
    }

    private int draw(double uniform, double temperature) {
        double logSumExp = logSumExp(temperature);
        double left = uniform;
        for (int k = 0; k < candidates.size(); k++) {
            left -= StrictMath.exp(scores[k] / temperature - logSumExp);
            if (left < 0) {
                return k;
            }
        }
        return best();
    }

    /** The best, best first; equals in the order in which they were added. */
    private List<CandidateScore> top() {
        PriorityQueue<Integer> kept = new PriorityQueue<>(
                (a, b) -> scores[a] != scores[b] ? Double.compare(scores[a], scores[b]) : Integer.compare(b, a));
        for (int k = 0; k < candidates.size(); k++) {
            kept.add(k);
            if (kept.size() > Decision.KEPT_SCORES) {
                kept.poll();
            }
        }
        List<CandidateScore> result = new ArrayList<>();
        while (!kept.isEmpty()) {
            int k = kept.remove();
            Pair pair = candidates.get(k);
            result.add(new CandidateScore(
                    pair == null ? null : pair.expert().id(),
                    pair == null ? null : pair.skill().id(),
                    scores[k]));
        }
        return List.copyOf(result.reversed());
    }
}

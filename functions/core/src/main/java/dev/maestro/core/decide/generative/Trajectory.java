package dev.maestro.core.decide.generative;

import dev.maestro.schema.registry.LanguageModel;
import dev.maestro.schema.wire.EpisodeState;
import dev.maestro.schema.wire.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * An episode of the generative policy as a trainer reads it: one context that only grows, in segments. A segment that
 * the policy sampled has its token ids and log-probabilities as the engine gave them, and counts in the loss; all else
 * (prompt, observations, template) is text that does not.
 *
 * @param segments in order; they alternate, beginning with the prompt
 */
public record Trajectory(List<Segment> segments) {

    public Trajectory {
        segments = List.copyOf(segments);
    }

    /**
     * A stretch of the context.
     *
     * @param text what it reads
     * @param sampled whether the policy wrote it
     * @param tokenIds shape [n]; empty for text that was not sampled
     * @param logProbabilities shape [n]
     */
    public record Segment(String text, boolean sampled, List<Integer> tokenIds, List<Double> logProbabilities) {

        public Segment {
            tokenIds = List.copyOf(tokenIds);
            logProbabilities = List.copyOf(logProbabilities);
        }
    }

    /** Turns text that was not sampled into ids; the tokenizer of the policy's model. */
    @FunctionalInterface
    public interface Tokenizer {

        /** Ids of a text, special tokens of the template recognised. */
        int[] ids(String text);
    }

    /** The trajectory of an ended episode; empty when another policy decided. */
    public static Trajectory of(EpisodeState state, LanguageModel model) {
        List<Segment> segments = new ArrayList<>();
        Message before = null;
        for (Step step : state.steps()) {
            GenerationRecord record = GenerationRecord.of(step.decision()).orElse(null);
            if (record != null) {
                segments.add(new Segment(
                        QwenTemplate.addition(record.added(), before, model.opensThinking()),
                        false,
                        List.of(),
                        List.of()));
                segments.add(new Segment(record.context(), true, record.tokenIds(), record.logProbabilities()));
                before = Message.assistant(record.context(), record.closed());
            }
        }
        return new Trajectory(segments);
    }

    /** Everything in one row, one entry a token. */
    public Tokens tokens(Tokenizer tokenizer) {
        int[][] ids = new int[segments.size()][];
        for (int i = 0; i < ids.length; i++) {
            Segment segment = segments.get(i);
            ids[i] = segment.sampled()
                    ? segment.tokenIds().stream().mapToInt(Integer::intValue).toArray()
                    : tokenizer.ids(segment.text());
        }
        int length = Arrays.stream(ids).mapToInt(part -> part.length).sum();
        int[] mask = new int[length];
        double[] logProbabilities = new double[length];
        int at = 0;
        for (int i = 0; i < ids.length; i++) {
            Segment segment = segments.get(i);
            for (int k = 0; k < ids[i].length; k++, at++) {
                mask[at] = segment.sampled() ? 1 : 0;
                logProbabilities[at] =
                        segment.sampled() ? segment.logProbabilities().get(k) : 0;
            }
        }
        return new Tokens(Arrays.stream(ids).flatMapToInt(IntStream::of).toArray(), mask, logProbabilities);
    }

    /**
     * Token by token.
     *
     * @param ids shape [n]
     * @param mask shape [n]: 1 for what the policy sampled, 0 for all else
     * @param logProbabilities shape [n], as sampled; 0 where the mask is
     */
    @SuppressWarnings("ArrayRecordComponent") // a carrier; never compared
    public record Tokens(int[] ids, int[] mask, double[] logProbabilities) {

        public Tokens {
            if (ids.length != mask.length || ids.length != logProbabilities.length) {
                throw new IllegalArgumentException("ids, mask and log-probabilities must be as long as one another");
            }
        }
    }
}

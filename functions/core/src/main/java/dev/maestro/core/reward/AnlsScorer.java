package dev.maestro.core.reward;

import dev.maestro.core.episode.Answers;
import dev.maestro.core.statistics.EditDistance;
import dev.maestro.schema.wire.Reference;
import java.util.List;

/**
 * Average normalised Levenshtein similarity of one answer: {@code 1 - distance / longer length}, whatever the case, and
 * 0 below one half. The mean over tasks is the report's business.
 */
record AnlsScorer() implements Scorer {

    private static final double THRESHOLD = 0.5;

    @Override
    public double score(String answer, Reference reference, List<String> choices) {
        String given = Answers.folded(answer);
        if (given.isEmpty()) {
            return 0;
        }
        double similarity = EditDistance.similarity(given, Answers.folded(reference.answer()));
        return similarity < THRESHOLD ? 0 : similarity;
    }
}

package dev.maestro.core.reward;

import dev.maestro.core.episode.Answers;
import dev.maestro.schema.wire.Reference;
import java.util.List;
import java.util.regex.Pattern;

/**
 * OCRBench: the answer has one of the accepted texts in it as whole words and at most {@value #SPARE_WORDS} words more,
 * whatever the case; the benchmark itself takes it in a text of any length, which pays for listing all that was read.
 * A formula (answer type {@code formula}) has to be the same but for white space, case included.
 */
record OcrBenchScorer() implements Scorer {

    private static final int SPARE_WORDS = 3;

    @Override
    public double score(String answer, Reference reference, List<String> choices) {
        boolean formula = reference.answerType().equals("formula");
        boolean right = reference
                .accepted()
                .anyMatch(wanted -> formula ? unspaced(answer).equals(unspaced(wanted)) : holds(answer, wanted));
        return right ? 1 : 0;
    }

    private static boolean holds(String answer, String wanted) {
        String given = Answers.folded(answer);
        String right = Answers.folded(wanted);
        return !right.isEmpty()
                && words(given) <= words(right) + SPARE_WORDS
                && Pattern.compile("(?<![\\p{L}\\p{N}])" + Pattern.quote(right) + "(?![\\p{L}\\p{N}])")
                        .matcher(given)
                        .find();
    }

    private static int words(String text) {
        return text.split(" ", -1).length;
    }

    private static String unspaced(String text) {
        return BareAnswer.of(text).replace(" ", "");
    }
}

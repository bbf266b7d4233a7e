package dev.maestro.core.reward;

import dev.maestro.schema.wire.Reference;
import java.util.List;
import java.util.regex.Pattern;

/**
 * VlmsAreBlind: a number, yes or no, a letter, or rows and columns, in the curly brackets that its questions ask for or
 * without them.
 */
record BlindTestScorer() implements Scorer {

    private static final Pattern BRACES = Pattern.compile("^\\{\\s*([^{}]*?)\\s*}\\.?$");
    private static final Pattern SIZES = Pattern.compile(
            "(?i)^rows\\s*[=:]\\s*\\{?(\\d+)}?\\s*[,;]?\\s*(?:and\\s*)?columns\\s*[=:]\\s*\\{?(\\d+)}?$");

    @Override
    public double score(String answer, Reference reference, List<String> choices) {
        String bare = BRACES.matcher(BareAnswer.of(answer)).replaceFirst("$1");
        String sized = SIZES.matcher(bare).replaceFirst("$1,$2");
        return new ExactScorer().score(sized, reference, choices);
    }
}

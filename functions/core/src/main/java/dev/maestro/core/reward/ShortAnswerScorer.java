package dev.maestro.core.reward;

import dev.maestro.core.episode.Answers;
import dev.maestro.schema.wire.Reference;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Slake, V* and ZwZ: the option where there are options, else the same words, whatever the case, article and full stop.
 * Nothing counts because it is contained in something: {@code no} is not {@code normal}, {@code e} is not {@code red}.
 */
record ShortAnswerScorer() implements Scorer {

    private static final Pattern DRESS = Pattern.compile("^(?:the|an|a) (?=\\S)|[.!]$");

    @Override
    public double score(String answer, Reference reference, List<String> choices) {
        String given = BareAnswer.of(answer);
        boolean right = reference
                .accepted()
                .anyMatch(wanted -> (!choices.isEmpty() && ChoiceScorer.matches(given, wanted, choices))
                        || plain(given).equals(plain(wanted)));
        return right ? 1 : 0;
    }

    private static String plain(String text) {
        return DRESS.matcher(Answers.folded(text)).replaceAll("");
    }
}

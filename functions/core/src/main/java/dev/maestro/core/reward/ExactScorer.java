package dev.maestro.core.reward;

import dev.maestro.core.episode.Answers;
import dev.maestro.core.episode.Numerals;
import dev.maestro.core.episode.TerminalException;
import dev.maestro.core.reward.formula.Formulas;
import dev.maestro.schema.wire.Reference;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Equality after normalising, by the answer type of the reference.
 *
 * <p>Number: equal as numbers without thousands commas, currency and unit; {@code a/b} is a fraction. A reference
 * written with two or more decimals counts as rounded: a longer answer is rounded to as many before comparing. Text:
 * trimmed, white space collapsed, whatever the case. Verbatim: trimmed, case and inner white space count. Literal: equal
 * as Python values, else as verbatim. Formula: see {@link Formulas}. Bool: yes is true, no is false. List: all parts equal, in order,
 * but single letters as a set.
 */
record ExactScorer() implements Scorer {

    private static final Pattern BRACKETS = Pattern.compile("^[(\\[{]\\s*(.*?)\\s*[)\\]}]$");
    private static final Pattern SEPARATOR = Pattern.compile("\\s*[,;]\\s*(?:and\\s+)?|\\s+and\\s+");
    private static final Pattern LETTER = Pattern.compile("\\(?\\p{L}\\)?");
    private static final int ROUNDED = 2;

    @Override
    public double score(String answer, Reference reference, List<String> choices) {
        return !answer.isBlank() && reference.accepted().anyMatch(right -> equal(answer, right, reference, choices))
                ? 1
                : 0;
    }

    private static boolean equal(String answer, String right, Reference reference, List<String> choices) {
        return switch (reference.answerType()) {
            case "number" -> sameNumber(answer, right);
            case "text" -> Answers.folded(answer).equals(Answers.folded(right));
            case "verbatim" -> answer.strip().equals(right.strip());
            case "literal" -> answer.strip().equals(right.strip()) || PythonLiteral.equal(answer, right);
            case "formula" -> Formulas.equal(answer, right);
            case "choice" -> ChoiceScorer.matches(answer, right, choices);
            case "bool" -> truth(answer).equals(truth(right)) && truth(answer).isPresent();
            case "list" -> sameList(answer, right);
            default ->
                throw new TerminalException(
                        "unknown-answer-type",
                        "no answer type is called '" + reference.answerType()
                                + "'; use number, text, verbatim, literal, formula, choice, bool or list");
        };
    }

    static boolean sameNumber(String answer, String right) {
        Optional<BigDecimal> given = Numerals.parse(answer);
        Optional<BigDecimal> wanted = Numerals.parse(right);
        if (given.isEmpty() || wanted.isEmpty()) {
            return false;
        }
        if (given.get().compareTo(wanted.get()) == 0) {
            return true;
        }
        int places = Numerals.decimals(right);
        return places >= ROUNDED
                && given.get().scale() > places
                && given.get().setScale(places, RoundingMode.HALF_UP).compareTo(wanted.get()) == 0;
    }

    private static Optional<Boolean> truth(String text) {
        return switch (Answers.folded(text)) {
            case "yes", "true", "yes.", "true." -> Optional.of(true);
            case "no", "false", "no.", "false." -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private static boolean sameList(String answer, String right) {
        List<String> given = parts(answer);
        List<String> wanted = parts(right);
        if (given.size() != wanted.size()) {
            return false;
        }
        if (wanted.stream().allMatch(part -> LETTER.matcher(part).matches())) {
            return new HashSet<>(given).equals(new HashSet<>(wanted));
        }
        for (int i = 0; i < wanted.size(); i++) {
            if (!given.get(i).equals(wanted.get(i)) && !sameNumber(given.get(i), wanted.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static List<String> parts(String text) {
        String bare = BRACKETS.matcher(Answers.folded(text)).replaceAll("$1");
        return List.of(SEPARATOR.split(bare, -1));
    }
}

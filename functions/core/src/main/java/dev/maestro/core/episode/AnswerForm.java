package dev.maestro.core.episode;

import dev.maestro.schema.wire.Task;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The form that an answer has to have, as far as question and options say so: an option, true or false, a number. What
 * has another form is evidence at best, never the answer. Multiple-choice and true-or-false questions always get an
 * answer of their form, if need be a guess, as whoever sits an examination would.
 */
public sealed interface AnswerForm {

    /** Marks the decision to answer with a guess, among what it carries. */
    String GUESSED = "guessed";

    /** Whether a text could be the answer. */
    boolean fits(String text);

    /** What is answered when nothing that was found fits; what was found last where nothing can be guessed. */
    String guess(String found);

    /**
     * The answer out of what was found: the newest text that fits, else a guess.
     *
     * @param found newest first, none blank
     */
    default String choose(List<String> found) {
        return found.stream()
                .filter(this::fits)
                .findFirst()
                .orElseGet(() -> guess(found.isEmpty() ? "" : found.getFirst()));
    }

    /** Whether {@link #choose} has to guess. */
    default boolean isGuess(List<String> found) {
        return found.stream().noneMatch(this::fits) && !guess("").isEmpty();
    }

    /** The form that a task asks for. */
    static AnswerForm of(Task task) {
        if (!task.choices().isEmpty()) {
            return new Option(task.choices());
        }
        String question = task.question().toLowerCase(Locale.ROOT);
        if (TrueOrFalse.ASKED.matcher(question).find()) {
            return new TrueOrFalse();
        }
        return Numeric.ASKED.matcher(question).find() ? new Numeric() : new Free();
    }

    /** One of the options, by letter or in full. */
    record Option(List<String> choices) implements AnswerForm {

        public Option {
            choices = List.copyOf(choices);
        }

        @Override
        public boolean fits(String text) {
            return Options.names(text, choices);
        }

        @Override
        public String guess(String found) {
            return Options.nearest(found, choices);
        }
    }

    /** The question says {@code true or false}. What nothing speaks for is guessed to be false. */
    record TrueOrFalse() implements AnswerForm {

        private static final Pattern ASKED = Pattern.compile("\\btrue or false\\b");
        private static final Set<String> SAID = Set.of("true", "false", "yes", "no");

        @Override
        public boolean fits(String text) {
            return SAID.contains(Answers.folded(text));
        }

        @Override
        public String guess(String found) {
            return "false";
        }
    }

    /** A number is asked for, in so many words. */
    record Numeric() implements AnswerForm {

        private static final Pattern ASKED =
                Pattern.compile("\\bhow many\\b(?!.*\\bhow many\\b)|\\banswer with (?:a|one|the) (?:number|digit)\\b");
        private static final Pattern SEVERAL = Pattern.compile("\\(?\\d+(?:\\s*[,x×]\\s*\\d+)+\\)?");
        private static final Set<String> WORDS = Set.of(
                "zero", "none", "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
                "eleven", "twelve");

        @Override
        public boolean fits(String text) {
            String folded = Answers.folded(text);
            return Numerals.parse(text).isPresent()
                    || WORDS.contains(folded)
                    || SEVERAL.matcher(folded).matches();
        }

        @Override
        public String guess(String found) {
            return found;
        }
    }

    /** Anything. */
    record Free() implements AnswerForm {

        @Override
        public boolean fits(String text) {
            return true;
        }

        @Override
        public String guess(String found) {
            return found;
        }
    }
}

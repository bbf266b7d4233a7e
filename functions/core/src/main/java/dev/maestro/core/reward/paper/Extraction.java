package dev.maestro.core.reward.paper;

import dev.maestro.core.reward.text.Blocks;
import dev.maestro.core.reward.text.Blocks.Block;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the answer in a whole response, observations included: the two ways of the authors' scorers. */
final class Extraction {

    private static final Pattern BOXED = Pattern.compile("\\\\boxed\\{([^{}]*(?:\\{[^{}]*}[^{}]*)*)}");
    private static final List<Pattern> NAMED = List.of(
            Pattern.compile("(?i)final answer:\\s*(.+)"),
            Pattern.compile("(?i)answer:\\s*(.+)"),
            Pattern.compile("\\$\\$(.+?)\\$\\$"),
            Pattern.compile("\\$(.+?)\\$"));
    private static final Pattern SENTENCE = Pattern.compile("(?i)the answer is\\s*:?\\s*(.+)");
    private static final Pattern SPOKEN =
            Pattern.compile("(?i)(?:the answer is|final answer|answer|solution)\\s*:?\\s*([^.]+)");

    private Extraction() {}

    /** Whether the response has an answer tag at all. */
    static boolean isTagged(String whole) {
        return !Blocks.of(whole, "answer").isEmpty();
    }

    /** The first answer tag on one line (a box inside of it stays), else other patterns, else the last line; without punctuation around it. */
    static String first(String whole) {
        Optional<String> tagged = Blocks.of(whole, "answer").stream()
                .map(Block::inside)
                .filter(text -> text.indexOf('\n') < 0)
                .findFirst();
        if (tagged.isPresent()) {
            String inside = tagged.get();
            Matcher sentence = SENTENCE.matcher(inside);
            return bare(sentence.find() ? sentence.group(1) : named(inside).orElse(inside));
        }
        String[] lines = whole.strip().split("\\R", -1);
        return bare(named(whole).or(() -> last(BOXED, whole)).orElse(lines[lines.length - 1]));
    }

    private static Optional<String> named(String text) {
        return NAMED.stream()
                .map(pattern -> pattern.matcher(text))
                .filter(Matcher::find)
                .map(matcher -> matcher.group(1))
                .findFirst();
    }

    /** The sign of a negative number is taken for punctuation, as there. */
    private static String bare(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isDress(text.charAt(start))) {
            start++;
        }
        while (end > start && isDress(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    private static boolean isDress(char sign) {
        return Character.isWhitespace(sign) || (sign < 128 && !Character.isLetterOrDigit(sign));
    }

    /** The last answer tag, else the last box, else what follows {@code answer} up to a full stop, else everything. */
    static String last(String whole) {
        return Blocks.of(whole, "answer").stream()
                .map(Block::inside)
                .reduce((first, second) -> second)
                .or(() -> last(BOXED, whole))
                .or(() -> last(SPOKEN, whole).map(text -> text.toLowerCase(Locale.ROOT)))
                .orElse(whole)
                .strip();
    }

    private static Optional<String> last(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        Optional<String> found = Optional.empty();
        while (matcher.find()) {
            found = Optional.of(matcher.group(1));
        }
        return found;
    }
}

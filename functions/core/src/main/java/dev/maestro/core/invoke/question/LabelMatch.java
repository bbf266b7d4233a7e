package dev.maestro.core.invoke.question;

import dev.maestro.core.statistics.EditDistance;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * A label that a question names, perhaps misread by a letter or two.
 *
 * @param index of the label in the given list
 * @param position of its first word in the question
 * @param words how many words of the question it takes
 * @param score similarity, 0 to 1
 */
public record LabelMatch(int index, int position, int words, double score) {

    private static final double SHORT = 0.75;
    private static final double LONG = 0.72;
    private static final double WITH_DIGITS = 0.85;
    private static final int SHORT_LENGTH = 4;
    private static final double ABBREVIATED = 0.9;
    private static final int ABBREVIATION = 3;
    private static final double MIXED_UP = 0.01;
    private static final Set<String> CALENDAR = Set.of(
            "january",
            "february",
            "march",
            "april",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
            "monday",
            "tuesday",
            "wednesday",
            "thursday",
            "friday",
            "saturday",
            "sunday");
    private static final Set<String> COMMON = Set.of(
            "the", "of", "in", "on", "is", "are", "was", "a", "an", "and", "or", "to", "for", "how", "many", "much",
            "what", "which", "than", "by", "does", "did", "do", "it", "this", "that", "at", "from", "with", "be");

    /**
     * The labels named in a question, in the order in which it names them. No word counts for two labels; the better
     * match wins, then the longer label. When the question quotes texts, only these are looked at, unless none fits.
     */
    public static List<LabelMatch> find(Question question, List<String> labels) {
        if (!question.quoted().isEmpty()) {
            List<LabelMatch> quoted = new ArrayList<>();
            int position = 0;
            for (String text : question.quoted()) {
                List<String> words = Question.wordsOf(text);
                int start = position;
                for (LabelMatch match : findIn(words, labels)) {
                    quoted.add(new LabelMatch(match.index, match.position + start, match.words, match.score));
                }
                position += words.size();
            }
            if (!quoted.isEmpty()) {
                return quoted;
            }
        }
        return findIn(question.words(), labels);
    }

    private static List<LabelMatch> findIn(List<String> words, List<String> labels) {
        List<LabelMatch> all = new ArrayList<>();
        for (int index = 0; index < labels.size(); index++) {
            collect(words, labels.get(index), index, all);
        }
        all.sort(Comparator.comparingDouble(LabelMatch::score)
                .thenComparingInt(LabelMatch::words)
                .reversed());
        List<LabelMatch> taken = new ArrayList<>();
        for (LabelMatch match : all) {
            if (taken.stream().noneMatch(match::collides)) {
                taken.add(match);
            }
        }
        taken.sort(Comparator.comparingInt(LabelMatch::position));
        return taken;
    }

    private static void collect(List<String> words, String label, int index, List<LabelMatch> all) {
        List<String> labelWords = Question.wordsOf(label);
        String wanted = String.join(" ", labelWords);
        if (wanted.isEmpty()) {
            return;
        }
        double threshold = threshold(wanted);
        for (int size = Math.max(1, labelWords.size() - 1); size <= labelWords.size() + 1; size++) {
            for (int start = 0; start + size <= words.size(); start++) {
                String window = String.join(" ", words.subList(start, start + size));
                double score = COMMON.contains(window) ? 0 : similarity(wanted, window);
                if (score >= threshold) {
                    all.add(new LabelMatch(index, start, size, score));
                }
            }
        }
    }

    private static double threshold(String label) {
        if (label.chars().anyMatch(Character::isDigit)) {
            return WITH_DIGITS;
        }
        if (label.length() <= 2) {
            return 1;
        }
        return label.length() <= SHORT_LENGTH ? SHORT : LONG;
    }

    /**
     * Similarity of two texts in lower case: by edit distance, with or without spaces, with letters taken for alike that
     * readers mix up, or one a month's short name.
     */
    public static double similarity(String left, String right) {
        double plain = EditDistance.similarity(left, right);
        double joined = EditDistance.similarity(left.replace(" ", ""), right.replace(" ", ""));
        double alike = EditDistance.similarity(lookAlike(left), lookAlike(right));
        double best = Math.max(plain, Math.max(joined, alike) - MIXED_UP);
        return abbreviates(left, right) || abbreviates(right, left) ? Math.max(best, ABBREVIATED) : best;
    }

    private static String lookAlike(String text) {
        return text.replace(" ", "")
                .replace("rn", "m")
                .replace("vv", "w")
                .replace('0', 'o')
                .replace('1', 'l')
                .replace('i', 'l')
                .replace('|', 'l')
                .replace('5', 's')
                .replace('8', 'b');
    }

    private static boolean abbreviates(String shorter, String longer) {
        return shorter.length() >= ABBREVIATION && CALENDAR.contains(longer) && longer.startsWith(shorter);
    }

    private boolean collides(LabelMatch other) {
        return index == other.index || (position < other.position + other.words && other.position < position + words);
    }
}

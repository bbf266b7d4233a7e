package dev.maestro.core.reward.paper;

import dev.maestro.core.reward.formula.Formulas;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The answer rewards of the authors' code for its eight data sources, on a whole response. What it does wrong is kept on
 * purpose: the first {@code <answer>} may be an expert's, one letter matches a word that has it, signs and thousands are
 * lost.
 */
public final class PaperScorer {

    /** The data sources that it knows. */
    public static final Set<String> SOURCES =
            Set.of("chartqa", "geometry3k", "tallyqa", "msearthmcq", "microvqa", "slake", "vstar", "zwz");

    private static final int LONGEST = 100_000;
    private static final Pattern NUMERIC = Pattern.compile("[-+]?[\\d.,/]*\\d[\\d.,/]*%?");
    private static final Pattern PLAIN_NUMBER = Pattern.compile("\\d+(?:\\.\\d*)?|\\.\\d+");

    private PaperScorer() {}

    /**
     * r_ans.
     *
     * @param source one of {@link #SOURCES}
     * @param whole the response with its observations
     * @param targets the right answer, for choices also the option's text
     * @return 0 or 1
     */
    public static double score(String source, String whole, List<String> targets) {
        String response = whole.length() > LONGEST ? whole.substring(0, LONGEST) : whole;
        return switch (source) {
            case "geometry3k", "tallyqa" -> formula(Extraction.last(response), targets.getFirst());
            default -> Extraction.isTagged(response) ? tagged(source, Extraction.first(response), targets) : 0;
        };
    }

    private static double tagged(String source, String answer, List<String> targets) {
        String target = targets.getFirst();
        boolean right =
                switch (source) {
                    case "chartqa" -> chart(answer, target);
                    case "msearthmcq", "microvqa" -> targets.size() >= 2 && letterOr(answer, target, targets.get(1));
                    case "slake" -> isYesOrNo(target) ? lower(answer).contains(lower(target)) : either(answer, target);
                    case "vstar" -> isYesOrNo(target) ? lower(answer).equals(lower(target)) : either(answer, target);
                    case "zwz" -> letterOr(answer, target, target);
                    default -> throw new IllegalArgumentException("no data source of the paper is called " + source);
                };
        return right ? 1 : 0;
    }

    private static boolean chart(String answer, String target) {
        if (!NUMERIC.matcher(target.strip()).matches()) {
            return either(answer, target);
        }
        OptionalDouble given = plain(answer);
        OptionalDouble wanted = plain(target);
        return given.isPresent() && wanted.isPresent() && rounded(given.getAsDouble()) == rounded(wanted.getAsDouble());
    }

    private static OptionalDouble plain(String text) {
        String bare = text.strip().replaceFirst("%$", "");
        return PLAIN_NUMBER.matcher(bare).matches()
                ? OptionalDouble.of(Double.parseDouble(bare))
                : OptionalDouble.empty();
    }

    private static boolean letterOr(String answer, String letter, String text) {
        return answer.length() == 1 ? answer.equalsIgnoreCase(letter) : either(answer, text);
    }

    private static boolean either(String answer, String target) {
        String given = lower(answer);
        String wanted = lower(target);
        return !given.isEmpty() && (given.contains(wanted) || wanted.contains(given));
    }

    private static boolean isYesOrNo(String target) {
        return lower(target).equals("yes") || lower(target).equals("no");
    }

    private static double formula(String answer, String target) {
        if (answer.replace(" ", "").equals(target.replace(" ", ""))) {
            return 1;
        }
        if (isWordWithSlash(answer) || isWordWithSlash(target)) {
            return 0;
        }
        Optional<Double> given = Formulas.plainValue(answer);
        Optional<Double> wanted = Formulas.plainValue(target);
        return given.isPresent() && wanted.isPresent() && rounded(given.get()) == rounded(wanted.get()) ? 1 : 0;
    }

    /** One slash makes a fraction there, and what is not made of two whole numbers ends in an error. */
    private static boolean isWordWithSlash(String text) {
        String[] sides = text.split("/", -1);
        return sides.length == 2
                && !(sides[0].strip().matches("[-+]?\\d+") && sides[1].strip().matches("[-+]?\\d+"));
    }

    private static double rounded(double value) {
        return Math.rint(value * 100) / 100;
    }

    private static String lower(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }
}

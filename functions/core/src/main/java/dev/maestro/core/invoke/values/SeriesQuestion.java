package dev.maestro.core.invoke.values;

import dev.maestro.core.episode.Numerals;
import dev.maestro.core.invoke.question.LabelMatch;
import dev.maestro.core.invoke.question.Question;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Answers a question about named values as far as it can be done by looking: a value, a name, a count, yes or no. Where
 * arithmetic is wanted, it gives the values as evidence ({@code apples: 12; pears: 30}) for a skill that computes.
 */
public final class SeriesQuestion {

    private SeriesQuestion() {}

    /**
     * The answer or the evidence.
     *
     * @param series in the order in which it was read
     * @return empty when the question names nothing of the series
     */
    public static String answer(Question question, List<NamedValue> series) {
        if (series.isEmpty()) {
            return "";
        }
        List<NamedValue> named = named(question, series);
        return switch (Wording.of(question)) {
            case ARITHMETIC -> evidence(named.isEmpty() ? series : named);
            case COUNT -> count(question, series);
            case GREATEST ->
                extreme(
                        question,
                        series,
                        named,
                        Comparator.<BigDecimal>naturalOrder().reversed());
            case LEAST -> extreme(question, series, named, Comparator.naturalOrder());
            case LOOK_UP -> lookUp(question, series, named);
        };
    }

    /** {@code name: value} of each, parted by {@code "; "}; a value without a name stands alone. */
    public static String evidence(List<NamedValue> values) {
        return values.stream()
                .map(value -> value.name().isEmpty() ? value.value() : value.name() + ": " + value.value())
                .collect(Collectors.joining("; "));
    }

    /** Those that the question names, in its order. */
    static List<NamedValue> named(Question question, List<NamedValue> series) {
        List<String> names = series.stream().map(NamedValue::name).toList();
        return LabelMatch.find(question, names).stream()
                .map(match -> series.get(match.index()))
                .toList();
    }

    private static String count(Question question, List<NamedValue> series) {
        Optional<BigDecimal> bound = number(question);
        if (bound.isEmpty()) {
            return String.valueOf(series.size());
        }
        return String.valueOf(series.stream()
                .map(NamedValue::number)
                .flatMap(Optional::stream)
                .filter(value -> fits(question, value, bound.get()))
                .count());
    }

    private static boolean fits(Question question, BigDecimal value, BigDecimal bound) {
        int compared = value.compareTo(bound);
        if (question.hasPhrase("at least")) {
            return compared >= 0;
        }
        if (question.hasPhrase("at most")) {
            return compared <= 0;
        }
        if (question.has("more", "above", "over", "greater", "higher", "exceed", "larger")) {
            return compared > 0;
        }
        if (question.has("less", "below", "under", "fewer", "lower", "smaller")) {
            return compared < 0;
        }
        return compared == 0;
    }

    private static String extreme(
            Question question, List<NamedValue> series, List<NamedValue> named, Comparator<BigDecimal> order) {
        List<NamedValue> pool = named.size() >= 2 ? named : series;
        List<NamedValue> sorted = pool.stream()
                .filter(value -> value.number().isPresent())
                .sorted(Comparator.comparing(value -> value.number().orElseThrow(), order))
                .toList();
        int place = question.has("second") ? 1 : question.has("third") ? 2 : 0;
        if (place >= sorted.size()) {
            return "";
        }
        NamedValue found = sorted.get(place);
        return wantsValue(question) ? found.value() : found.name();
    }

    /** {@code what is the highest value} wants it; {@code what has the highest value} and {@code which} want a name. */
    private static boolean wantsValue(Question question) {
        if (question.has("which", "who", "whose", "where", "when", "name", "has", "have", "had", "got", "with")) {
            return false;
        }
        return question.has("value", "amount", "number", "score", "much", "many", "figure", "count");
    }

    private static String lookUp(Question question, List<NamedValue> series, List<NamedValue> named) {
        if (named.size() >= 2) {
            return compare(question, named).orElseGet(() -> evidence(named));
        }
        Optional<BigDecimal> number = number(question);
        if (named.size() == 1) {
            NamedValue only = named.getFirst();
            if (question.isYesNo() && number.isPresent() && only.number().isPresent()) {
                return fits(question, only.number().get(), number.get()) ? "yes" : "no";
            }
            return only.value();
        }
        return number.flatMap(wanted -> nameOf(series, wanted)).orElse("");
    }

    private static Optional<String> nameOf(List<NamedValue> series, BigDecimal wanted) {
        return series.stream()
                .filter(value -> value.number()
                        .filter(number -> number.compareTo(wanted) == 0)
                        .isPresent())
                .map(NamedValue::name)
                .findFirst();
    }

    private static Optional<String> compare(Question question, List<NamedValue> named) {
        boolean greater = question.has(
                "more", "greater", "higher", "larger", "taller", "bigger", "above", "exceed", "exceeds", "longer");
        boolean less = question.has("less", "lower", "smaller", "fewer", "shorter", "below");
        boolean equal = question.has("same", "equal", "equals");
        NamedValue first = named.get(0);
        NamedValue second = named.get(1);
        if ((!greater && !less && !equal)
                || first.number().isEmpty()
                || second.number().isEmpty()) {
            return Optional.empty();
        }
        int compared = first.number().get().compareTo(second.number().get());
        if (question.isYesNo()) {
            boolean holds = equal ? compared == 0 : greater ? compared > 0 : compared < 0;
            return Optional.of(holds ? "yes" : "no");
        }
        if (compared == 0) {
            return Optional.empty();
        }
        return Optional.of((compared > 0) == greater ? first.name() : second.name());
    }

    private static Optional<BigDecimal> number(Question question) {
        return question.words().stream()
                .filter(word -> Character.isDigit(word.charAt(0)))
                .map(Numerals::parse)
                .flatMap(Optional::stream)
                .findFirst();
    }
}

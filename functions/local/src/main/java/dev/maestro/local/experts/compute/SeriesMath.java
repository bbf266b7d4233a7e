package dev.maestro.local.experts.compute;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Arithmetic on named values that a reader found, such as {@code apples: 12; pears: 30}. */
final class SeriesMath {

    private static final Pattern VALUE =
            Pattern.compile("([^:=;\\n]{1,80}?)\\s*[:=]\\s*[$€£]?\\s*(-?\\d[\\d,]*(?:\\.\\d+)?)");

    private SeriesMath() {}

    /** A name in small letters and its number. */
    private record Named(String name, String number) {

        double value() {
            return Double.parseDouble(number);
        }
    }

    /** A formula for what the question asks of the values; empty when there are none or it asks nothing. */
    static Optional<String> formula(String question, String evidence) {
        List<Named> all = values(evidence);
        if (all.isEmpty()) {
            return Optional.empty();
        }
        String asked = question.toLowerCase(Locale.ROOT);
        List<Named> named = named(asked, all);
        return Optional.ofNullable(pair(asked, named, all)).or(() -> Optional.ofNullable(list(asked, named, all)));
    }

    private static List<Named> values(String evidence) {
        List<Named> values = new ArrayList<>();
        Matcher matcher = VALUE.matcher(evidence);
        while (matcher.find()) {
            String name = matcher.group(1).strip().toLowerCase(Locale.ROOT);
            values.add(
                    new Named(name.replaceAll("^[,\\s]+", ""), matcher.group(2).replace(",", "")));
        }
        return values;
    }

    /** Those that the question names, in its order. */
    private static List<Named> named(String asked, List<Named> all) {
        return all.stream()
                .filter(value -> place(asked, value.name()) >= 0)
                .sorted(Comparator.comparingInt(value -> place(asked, value.name())))
                .toList();
    }

    private static int place(String asked, String name) {
        Matcher matcher = Pattern.compile("(?<![\\p{L}\\d])" + Pattern.quote(name) + "(?![\\p{L}\\d])")
                .matcher(asked);
        return matcher.find() ? matcher.start() : -1;
    }

    private static @Nullable String pair(String asked, List<Named> named, List<Named> all) {
        List<Named> two = named.size() == 2 ? named : all.size() == 2 && named.isEmpty() ? all : List.of();
        if (has(asked, "rate of change") && two.size() == 2) {
            return "(" + two.get(1).number() + ")-(" + two.get(0).number() + ")";
        }
        boolean extremes = has(asked, "highest", "largest", "maximum", "greatest", "biggest")
                && has(asked, "lowest", "smallest", "minimum", "least");
        if (has(asked, "range") || (extremes && has(asked, "difference", "how much more", "exceed"))) {
            return "(" + largest(all).number() + ")-(" + smallest(all).number() + ")";
        }
        if (two.size() != 2) {
            return null;
        }
        String first = "(" + two.get(0).number() + ")";
        String second = "(" + two.get(1).number() + ")";
        if (has(
                asked,
                "difference",
                "more than",
                "how much more",
                "how many more",
                "fewer",
                "less than",
                "how much less",
                "greater than",
                "higher than",
                "larger than",
                "exceed",
                "lower than",
                "apart",
                "differ",
                "gap between",
                "subtract",
                "minus")) {
            return "abs(" + first + "-" + second + ")";
        }
        if (has(asked, "ratio", "how many times")) {
            return first + "/" + second;
        }
        return has(asked, "product", "multipl") ? first + "*" + second : null;
    }

    private static @Nullable String list(String asked, List<Named> named, List<Named> all) {
        List<Named> used = named.size() >= 2 ? named : all;
        List<String> numbers = used.stream().map(Named::number).toList();
        if (has(asked, "percent", "share", "fraction") && named.size() == 1) {
            String total =
                    MathWords.ofList("sum", all.stream().map(Named::number).toList());
            String part = "(" + named.getFirst().number() + ")/(" + total + ")";
            return has(asked, "fraction") ? part : part + "*100";
        }
        if (has(asked, "average", "mean")) {
            return MathWords.ofList("mean", numbers);
        }
        if (has(asked, "median")) {
            return MathWords.ofList("median", numbers);
        }
        if (has(
                asked,
                "sum",
                "total",
                "altogether",
                "combined",
                "in all",
                "together",
                "add",
                "come to",
                "comes to",
                "plus",
                "amount to",
                "make up")) {
            return MathWords.ofList("sum", numbers);
        }
        if (has(asked, "highest", "largest", "maximum", "greatest", "biggest", "most")) {
            return largest(used).number();
        }
        if (has(asked, "lowest", "smallest", "minimum", "least", "fewest")) {
            return smallest(used).number();
        }
        return named.size() == 1 ? named.getFirst().number() : null;
    }

    private static Named largest(List<Named> values) {
        return values.stream().max(Comparator.comparingDouble(Named::value)).orElseThrow();
    }

    private static Named smallest(List<Named> values) {
        return values.stream().min(Comparator.comparingDouble(Named::value)).orElseThrow();
    }

    private static boolean has(String text, String... phrases) {
        for (String phrase : phrases) {
            if (text.contains(phrase)) {
                return true;
            }
        }
        return false;
    }
}

package dev.maestro.core.invoke.table;

import dev.maestro.core.invoke.question.Question;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Numbers of which a question wants a count within bounds, or a figure of statistics. They come from a column of
 * values, from values with their frequencies, or from a stem-and-leaf plot.
 *
 * @param values each as often as it occurs
 */
record Listed(List<BigDecimal> values) {

    private static final String NUMBER = "(\\d[\\d,]*(?:\\.\\d+)?)";
    private static final Pattern AT_LEAST = Pattern.compile("at least " + NUMBER);
    private static final Pattern AT_MOST = Pattern.compile("at most " + NUMBER + "|no more than " + NUMBER);
    private static final Pattern MORE = Pattern.compile("(?:more than|greater than|above|over|higher than) " + NUMBER);
    private static final Pattern LESS = Pattern.compile("(?:less than|fewer than|below|under|lower than) " + NUMBER);
    private static final Pattern EXACTLY = Pattern.compile("exactly " + NUMBER);
    private static final Pattern NONE = Pattern.compile("\\b(?:did not|didn't|not) \\w+ any\\b|\\bnever\\b");
    private static final int DIGITS_OF_LEAVES = 3;

    /** Whether the question bounds what it counts. */
    static boolean isBounded(Question question) {
        String asked = question.text().toLowerCase(java.util.Locale.ROOT);
        return List.of(AT_LEAST, AT_MOST, MORE, LESS, EXACTLY, NONE).stream()
                .anyMatch(pattern -> pattern.matcher(asked).find());
    }

    /** Stems with their leaves; empty when the rows are none. */
    static Optional<Listed> stems(List<List<String>> rows, boolean titled) {
        List<BigDecimal> values = new ArrayList<>();
        int most = 0;
        int stems = 0;
        for (List<String> row : rows) {
            String stem = digits(row.getFirst());
            String leaves = digits(String.join("", row.subList(1, row.size())));
            if (stem.isEmpty() || stem.length() > 2 || leaves.isEmpty()) {
                continue;
            }
            stems++;
            most = Math.max(most, leaves.length());
            for (int i = 0; i < leaves.length(); i++) {
                values.add(new BigDecimal(stem + leaves.charAt(i)));
            }
        }
        boolean plot = titled || (most >= DIGITS_OF_LEAVES && stems == rows.size());
        return plot && stems >= 2 ? Optional.of(new Listed(values)) : Optional.empty();
    }

    private static String digits(String cell) {
        String plain = cell.replaceAll("[\\s.,|]", "").replaceAll("[OoQ]", "0").replaceAll("[lI]", "1");
        return plain.matches("\\d+") ? plain : "";
    }

    /** Values in the first column, how often each occurs in the second. */
    static Optional<Listed> frequencies(List<List<String>> rows) {
        List<BigDecimal> values = new ArrayList<>();
        int read = 0;
        for (List<String> row : rows) {
            Optional<BigDecimal> value = Numbered.of(row.get(0));
            Optional<BigDecimal> count = Numbered.of(row.get(1));
            if (value.isPresent()
                    && count.isPresent()
                    && count.get().signum() >= 0
                    && count.get().intValue() < 10_000) {
                read++;
                for (int i = 0; i < count.get().intValue(); i++) {
                    values.add(value.get());
                }
            }
        }
        return read >= 2 ? Optional.of(new Listed(values)) : Optional.empty();
    }

    /** How many lie within the bounds of the question. */
    String counted(Question question) {
        String asked = question.text().toLowerCase(java.util.Locale.ROOT);
        return String.valueOf(
                values.stream().filter(value -> within(asked, value)).count());
    }

    private static boolean within(String asked, BigDecimal value) {
        return bound(AT_LEAST, asked).map(bound -> value.compareTo(bound) >= 0).orElse(true)
                && bound(AT_MOST, asked)
                        .map(bound -> value.compareTo(bound) <= 0)
                        .orElse(true)
                && bound(MORE, asked).map(bound -> value.compareTo(bound) > 0).orElse(true)
                && bound(LESS, asked).map(bound -> value.compareTo(bound) < 0).orElse(true)
                && bound(EXACTLY, asked)
                        .map(bound -> value.compareTo(bound) == 0)
                        .orElse(true)
                && (!NONE.matcher(asked).find() || value.signum() == 0);
    }

    private static Optional<BigDecimal> bound(Pattern pattern, String asked) {
        Matcher matcher = pattern.matcher(asked);
        if (!matcher.find()) {
            return Optional.empty();
        }
        String number = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
        return Optional.of(new BigDecimal(number.replace(",", "")));
    }

    /** Mean, median, mode, range, or an extreme; empty when none is asked for. */
    Optional<String> statistic(Question question) {
        if (values.isEmpty()) {
            return Optional.empty();
        }
        List<BigDecimal> sorted = values.stream().sorted().toList();
        if (question.has("mean", "average")) {
            return Optional.of(Numbered.text(Numbered.sum(values)
                    .divide(BigDecimal.valueOf(values.size()), new MathContext(12, RoundingMode.HALF_EVEN))));
        }
        if (question.has("median")) {
            BigDecimal upper = sorted.get(sorted.size() / 2);
            BigDecimal lower = sorted.get((sorted.size() - 1) / 2);
            return Optional.of(Numbered.text(upper.add(lower).divide(BigDecimal.TWO)));
        }
        if (question.has("mode")) {
            Map<BigDecimal, Integer> counts = new HashMap<>();
            sorted.forEach(value -> counts.merge(value.stripTrailingZeros(), 1, Integer::sum));
            return counts.entrySet().stream()
                    .max(Map.Entry.<BigDecimal, Integer>comparingByValue()
                            .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                    .map(entry -> Numbered.text(entry.getKey()));
        }
        if (question.has("range")) {
            return Optional.of(Numbered.text(sorted.getLast().subtract(sorted.getFirst())));
        }
        if (question.has("lowest", "smallest", "least", "fewest", "shortest", "minimum", "youngest")) {
            return Optional.of(Numbered.text(sorted.getFirst()));
        }
        return question.has("highest", "largest", "greatest", "most", "longest", "maximum", "biggest", "oldest")
                ? Optional.of(Numbered.text(sorted.getLast()))
                : Optional.empty();
    }
}

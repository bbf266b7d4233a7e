package dev.maestro.core.invoke.table;

import dev.maestro.core.invoke.question.LabelMatch;
import dev.maestro.core.invoke.question.Question;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What things of a price list cost together, by how much one is dearer, whether a purse is large enough, and what is left
 * in it.
 */
final class Prices {

    private static final Pattern BUYS = Pattern.compile(
            "\\b(?:buy|buys|bought|cost|costs|spend|spent|pay|paid|purchased?|need to buy|total cost)\\b");
    private static final Pattern NO_PRICE =
            Pattern.compile("how many (?:more|fewer)|\\b(?:pay|pays|paid) attention\\b");
    private static final Pattern DEARER = Pattern.compile("how much (?:more|less).*\\bthan\\b");
    private static final Pattern PURSE = Pattern.compile("\\bhas \\$ ?(\\d[\\d,]*(?:\\.\\d+)?)");
    private static final Pattern REST = Pattern.compile("\\b(?:left|left over|remain|remaining)\\b");
    private static final Map<String, Integer> COUNTS =
            Map.of("two", 2, "three", 3, "four", 4, "five", 5, "six", 6, "seven", 7, "eight", 8, "nine", 9);

    private Prices() {}

    /**
     * The answer, if the question is about buying.
     *
     * @param rows name and price
     */
    static Optional<String> answer(Question question, List<List<String>> rows) {
        String asked = question.text().toLowerCase(Locale.ROOT);
        boolean buys = BUYS.matcher(asked).find() || asked.contains("enough");
        if (!buys || NO_PRICE.matcher(asked).find() || question.has("who", "whose", "which")) {
            return Optional.empty();
        }
        Matcher purse = PURSE.matcher(asked);
        String money = purse.find() ? purse.group(1) : "";
        List<List<String>> priced = rows.stream()
                .filter(row -> Numbered.of(row.getLast()).isPresent())
                .toList();
        List<LabelMatch> matches =
                LabelMatch.find(question, priced.stream().map(List::getFirst).toList());
        if (matches.isEmpty()) {
            return Optional.empty();
        }
        List<BigDecimal> costs = new ArrayList<>();
        int from = 0;
        for (LabelMatch match : matches) {
            BigDecimal price = Numbered.of(priced.get(match.index()).getLast()).orElseThrow();
            String before = without(money, String.join(" ", question.words().subList(from, match.position())));
            costs.add(price.multiply(quantity(before, without(money, asked), matches.size())));
            from = Math.min(question.words().size(), match.position() + match.words());
        }
        if (DEARER.matcher(asked).find() && costs.size() >= 2) {
            return Optional.of(Numbered.text(costs.get(0).subtract(costs.get(1)).abs()));
        }
        if (!money.isEmpty()) {
            BigDecimal rest = new BigDecimal(money.replace(",", "")).subtract(Numbered.sum(costs));
            if (asked.contains("enough")) {
                return Optional.of(rest.signum() >= 0 ? "yes" : "no");
            }
            if (REST.matcher(asked).find()) {
                return Optional.of(Numbered.text(rest));
            }
        }
        return Optional.of(Numbered.text(Numbered.sum(costs)));
    }

    /** A text without the money in the purse, which is no number of things. */
    private static String without(String money, String text) {
        return money.isEmpty() ? text : text.replace(money, "").replace(money.replace(",", ""), "");
    }

    /** How many are bought: the last number before the name, for the whole question when only one thing is bought. */
    private static BigDecimal quantity(String before, String asked, int things) {
        Optional<BigDecimal> number = things == 1 && !asked.contains("enough")
                ? Numbered.last(asked.replaceAll("\\(unit.*", ""))
                : Numbered.last(before.replaceAll("\\$ ?\\d[\\d.,]*", ""));
        if (number.isPresent() && !(asked.contains("enough") && things > 1)) {
            return number.get();
        }
        for (Map.Entry<String, Integer> count : COUNTS.entrySet()) {
            if (before.matches(".*\\b" + count.getKey() + "$")) {
                return BigDecimal.valueOf(count.getValue());
            }
        }
        return BigDecimal.ONE;
    }
}

package dev.maestro.core.invoke.table;

import dev.maestro.core.invoke.question.Question;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Records of money by date: what came in, what went out, and the balance in the last column. */
final class Ledger {

    private static final Pattern DATE = Pattern.compile("^\\s*(\\d{1,2})/(\\d{1,2})\\s*$");
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final Pattern ASKED = Pattern.compile("\\b(" + String.join("|", MONTHS) + ")[a-z]* (\\d{1,2})\\b");
    private static final int COLUMNS = 4;

    private Ledger() {}

    /**
     * The amount of the date that is asked for: the balance when the question asks what there is, else what was spent or
     * received, which stands in front of the balance. Empty without such a date.
     */
    static Optional<String> answer(Question question, List<List<String>> rows) {
        String asked = question.text().toLowerCase(Locale.ROOT);
        Matcher date = ASKED.matcher(asked);
        if (!date.find()) {
            return Optional.empty();
        }
        String wanted = (MONTHS.indexOf(date.group(1)) + 1) + "/" + Integer.parseInt(date.group(2));
        boolean moved = question.has(
                "spend", "spent", "pay", "paid", "receive", "received", "earn", "earned", "make", "made", "cost");
        for (List<String> row : rows) {
            Matcher day = DATE.matcher(row.getFirst());
            if (row.size() < COLUMNS || !day.matches()) {
                continue;
            }
            List<BigDecimal> amounts = row.stream()
                    .skip(2)
                    .map(Numbered::of)
                    .flatMap(Optional::stream)
                    .toList();
            String shown = Integer.parseInt(day.group(1)) + "/" + Integer.parseInt(day.group(2));
            if (shown.equals(wanted) && amounts.size() == 2) {
                return Optional.of(Numbered.text(moved ? amounts.getFirst() : amounts.getLast()));
            }
        }
        return Optional.empty();
    }
}

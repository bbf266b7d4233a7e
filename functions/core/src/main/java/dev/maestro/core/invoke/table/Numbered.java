package dev.maestro.core.invoke.table;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers in cells and questions: with currency and unit, as fractions, with letters that a reader took for digits. */
final class Numbered {

    private static final Pattern NUMBER = Pattern.compile("-?\\d[\\d,]*(?:\\.\\d+)?|-?\\.\\d+");
    private static final Pattern QUANTITY = Pattern.compile(
            "(?<![\\w.$/])(?:(\\d+) ?\\+ ?)?(\\d+) ?/ ?(\\d+)(?!\\w)|(?<![\\w.])\\$? ?(\\d[\\d,]*(?:\\.\\d+)?)(?![\\w/])");
    private static final MathContext PRECISE = new MathContext(16, RoundingMode.HALF_EVEN);

    private Numbered() {}

    /** The first number of a cell. */
    static Optional<BigDecimal> of(String cell) {
        String plain = cell.replaceAll("[$€£\\s]", "").replace('−', '-').replace('–', '-');
        if (plain.matches("[-\\dOoQlI|.,]+") && plain.matches(".*[\\dOo].*")) {
            plain = plain.replaceAll("[OoQ]", "0").replaceAll("[lI|]", "1");
        }
        Matcher matcher = NUMBER.matcher(plain);
        return matcher.find() && matcher.start() <= 1
                ? Optional.of(new BigDecimal(matcher.group().replace(",", "")))
                : Optional.empty();
    }

    /** All numbers of a question, in order; {@code 3/4} and {@code 2+9/10} are one. */
    static List<BigDecimal> in(String question) {
        List<BigDecimal> numbers = new ArrayList<>();
        Matcher matcher = QUANTITY.matcher(question);
        while (matcher.find()) {
            numbers.add(value(matcher));
        }
        return numbers;
    }

    /** The last number of a text. */
    static Optional<BigDecimal> last(String text) {
        List<BigDecimal> numbers = in(text);
        return numbers.isEmpty() ? Optional.empty() : Optional.of(numbers.getLast());
    }

    private static BigDecimal value(Matcher matcher) {
        if (matcher.group(4) != null) {
            return new BigDecimal(matcher.group(4).replace(",", ""));
        }
        BigDecimal below = new BigDecimal(matcher.group(3));
        BigDecimal fraction =
                below.signum() == 0 ? BigDecimal.ZERO : new BigDecimal(matcher.group(2)).divide(below, PRECISE);
        return matcher.group(1) == null ? fraction : fraction.add(new BigDecimal(matcher.group(1)));
    }

    /** Without needless zeros. */
    static String text(BigDecimal number) {
        BigDecimal rounded = number.setScale(Math.min(8, Math.max(0, number.scale())), RoundingMode.HALF_EVEN);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    static BigDecimal sum(List<BigDecimal> numbers) {
        return numbers.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** {@code a/b} in lowest terms. */
    static String fraction(BigDecimal above, BigDecimal below) {
        if (below.signum() == 0
                || above.stripTrailingZeros().scale() > 0
                || below.stripTrailingZeros().scale() > 0) {
            return "";
        }
        long a = above.longValue();
        long b = below.longValue();
        long divisor = java.math.BigInteger.valueOf(a)
                .gcd(java.math.BigInteger.valueOf(b))
                .longValue();
        return b / divisor == 1 ? String.valueOf(a / divisor) : a / divisor + "/" + b / divisor;
    }
}

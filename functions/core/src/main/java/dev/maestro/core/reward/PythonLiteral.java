package dev.maestro.core.reward;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Values written as Python literals, equal when Python says so: {@code 'a'} and {@code "a"}, {@code 1} and {@code 1.0}
 * and {@code True}, sets and dictionaries in any order.
 */
final class PythonLiteral {

    private static final int DEEPEST = 50;
    private static final Pattern NUMBER = Pattern.compile("[-+]?(?:\\d[\\d_]*)?(?:\\.\\d*)?(?:[eE][-+]?\\d{1,3})?");
    private static final Pattern WORD = Pattern.compile("True|False|None|set\\(\\)|nan|inf");

    private final String text;
    private int at;
    private int depth;

    private PythonLiteral(String text) {
        this.text = text;
    }

    private static final class NoLiteralException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoLiteralException() {
            super("no literal", null, false, false);
        }
    }

    /** The one value that a bytes or None literal stands for; equal only to itself. */
    private record Bytes(String text) {}

    /** A tuple differs from a list. */
    private record Tuple(List<Object> items) {}

    /** {@code None} and other words. */
    private record Word(String name) {}

    /** The value, to be compared by {@code equals}; empty when the text is no literal. */
    static Optional<Object> parse(String text) {
        PythonLiteral parser = new PythonLiteral(text.strip());
        try {
            Object value = parser.value();
            return parser.at == parser.text.length() ? Optional.of(value) : Optional.empty();
        } catch (NoLiteralException e) {
            return Optional.empty();
        }
    }

    private Object value() {
        if (++depth > DEEPEST) {
            throw new NoLiteralException();
        }
        Object value =
                switch (peek()) {
                    case '\'', '"' -> strings();
                    case '[' -> items('[', ']').items();
                    case '(' -> tuple();
                    case '{' -> braces();
                    default -> scalar();
                };
        depth--;
        blanks();
        return value;
    }

    private Object scalar() {
        Matcher word = WORD.matcher(text).region(at, text.length());
        if (word.lookingAt()) {
            at = word.end();
            return switch (word.group()) {
                case "True" -> BigDecimal.ONE;
                case "False" -> BigDecimal.ZERO;
                case "set()" -> Set.of();
                default -> new Word(word.group());
            };
        }
        boolean bytes = at + 1 < text.length() && text.charAt(at) == 'b' && "'\"".indexOf(text.charAt(at + 1)) >= 0;
        if (bytes) {
            at++;
            return new Bytes(strings());
        }
        Matcher number = NUMBER.matcher(text).region(at, text.length());
        if (number.lookingAt() && number.group().chars().anyMatch(Character::isDigit)) {
            at = number.end();
            BigDecimal value = new BigDecimal(number.group().replace("_", ""));
            return value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
        }
        throw new NoLiteralException();
    }

    private Object tuple() {
        Tuple tuple = items('(', ')');
        boolean single =
                tuple.items.size() == 1 && !text.substring(0, at - 1).strip().endsWith(",");
        return single ? tuple.items.getFirst() : tuple;
    }

    private Tuple items(char open, char close) {
        expect(open);
        List<Object> items = new ArrayList<>();
        while (peek() != close) {
            items.add(value());
            if (peek() != close) {
                expect(',');
            }
        }
        expect(close);
        return new Tuple(items);
    }

    private Object braces() {
        expect('{');
        Map<Object, Object> map = new HashMap<>();
        Set<Object> set = new HashSet<>();
        while (peek() != '}') {
            Object key = value();
            if (peek() == ':') {
                at++;
                map.put(key, value());
            } else {
                set.add(key);
            }
            if (peek() != '}') {
                expect(',');
            }
        }
        expect('}');
        if (!map.isEmpty() && !set.isEmpty()) {
            throw new NoLiteralException();
        }
        return set.isEmpty() ? map : set;
    }

    private String strings() {
        StringBuilder all = new StringBuilder();
        while (peek() == '\'' || peek() == '"') {
            char quote = text.charAt(at++);
            while (at < text.length() && text.charAt(at) != quote) {
                all.append(text.charAt(at) == '\\' ? escaped() : text.charAt(at));
                at++;
            }
            expect(quote);
        }
        return all.toString();
    }

    private String escaped() {
        at++;
        if (at >= text.length()) {
            throw new NoLiteralException();
        }
        return switch (text.charAt(at)) {
            case 'n' -> "\n";
            case 't' -> "\t";
            case 'r' -> "\r";
            case '\\', '\'', '"' -> String.valueOf(text.charAt(at));
            case 'x' -> coded(2);
            case 'u' -> coded(4);
            case 'U' -> coded(8);
            default -> "\\" + text.charAt(at);
        };
    }

    private String coded(int digits) {
        String hex = at + digits < text.length() ? text.substring(at + 1, at + 1 + digits) : "";
        if (!hex.matches("[0-9a-fA-F]{" + digits + "}")) {
            throw new NoLiteralException();
        }
        at += digits;
        int point = Integer.parseUnsignedInt(hex, 16);
        if (!Character.isValidCodePoint(point)) {
            throw new NoLiteralException();
        }
        return Character.toString(point);
    }

    private void expect(char sign) {
        if (at >= text.length() || text.charAt(at) != sign) {
            blanks();
        }
        if (at >= text.length() || text.charAt(at) != sign) {
            throw new NoLiteralException();
        }
        at++;
    }

    private char peek() {
        blanks();
        return at < text.length() ? text.charAt(at) : 0;
    }

    private void blanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    /** Whether both are literals of equal values. */
    static boolean equal(String answer, String right) {
        @Nullable Object given = parse(answer).orElse(null);
        return given != null && given.equals(parse(right).orElse(null));
    }
}

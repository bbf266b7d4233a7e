package dev.maestro.core.reward.formula;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * Reads a bare formula: numbers, letters, {@code + - * / ^ !}, brackets of every kind, {@code \frac}, {@code \sqrt} and
 * the functions of {@link Functions}; two factors side by side are a product. Reads nothing else: no name, no call, no
 * command reaches anything outside this package.
 */
final class FormulaParser {

    static final int LONGEST = 500;
    private static final int DEEPEST = 60;
    private static final int LONGEST_NUMBER = 60;
    private static final String OPENING = "([{";
    private static final String CLOSING = ")]}";

    private final String text;
    private final boolean products;
    private int at;
    private int depth;

    private FormulaParser(String text, boolean products) {
        this.text = text;
        this.products = products;
    }

    /** A text that is no formula. */
    private static final class NoFormulaException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoFormulaException() {
            super("no formula", null, false, false);
        }
    }

    /** The formula; empty when the text is none, or too long or too deep. */
    static Optional<Expression> parse(String bare) {
        return parse(bare, true);
    }

    /**
     * The formula.
     *
     * @param products whether factors side by side are a product; the authors' scorer does not know them
     */
    static Optional<Expression> parse(String bare, boolean products) {
        if (bare.isBlank() || bare.length() > LONGEST) {
            return Optional.empty();
        }
        FormulaParser parser = new FormulaParser(bare, products);
        try {
            Expression expression = parser.sum();
            parser.blanks();
            return parser.at == bare.length() ? Optional.of(expression) : Optional.empty();
        } catch (NoFormulaException e) {
            return Optional.empty();
        }
    }

    private Expression sum() {
        if (++depth > DEEPEST) {
            throw new NoFormulaException();
        }
        Expression sum = product();
        while (true) {
            char sign = peek();
            if (sign != '+' && sign != '-') {
                depth--;
                return sum;
            }
            at++;
            sum = Expression.joined(sign).apply(sum, product());
        }
    }

    private Expression product() {
        Expression product = signed();
        while (true) {
            char sign = peek();
            if (sign == '*' || sign == '/') {
                at++;
                product = Expression.joined(sign).apply(product, signed());
            } else if (products && startsFactor(sign)) {
                product = Expression.joined('*').apply(product, power());
            } else {
                return product;
            }
        }
    }

    private static boolean startsFactor(char next) {
        return Character.isLetterOrDigit(next) || next == '\\' || next == '.' || OPENING.indexOf(next) >= 0;
    }

    private Expression signed() {
        boolean negative = false;
        while (peek() == '-' || peek() == '+') {
            negative ^= peek() == '-';
            at++;
        }
        Expression power = power();
        return negative ? new Expression.Operation('-', number("0"), power) : power;
    }

    private Expression power() {
        Expression base = primary();
        while (peek() == '!') {
            at++;
            base = new Expression.Call("factorial", List.of(base));
        }
        if (peek() != '^') {
            return base;
        }
        at++;
        if (++depth > DEEPEST) {
            throw new NoFormulaException();
        }
        Expression exponent = signed();
        depth--;
        return new Expression.Operation('^', base, exponent);
    }

    private Expression primary() {
        char next = peek();
        int bracket = next == 0 ? -1 : OPENING.indexOf(next);
        if (bracket >= 0) {
            at++;
            Expression inside = sum();
            expect(CLOSING.charAt(bracket));
            return inside;
        }
        if (next == '|') {
            at++;
            Expression inside = sum();
            expect('|');
            return new Expression.Call("abs", List.of(inside));
        }
        if (isDigit(next) || next == '.') {
            return number(digits());
        }
        if (next == '\\') {
            at++;
        }
        String word = word();
        return word.isEmpty() ? fail() : named(word);
    }

    private Expression named(String word) {
        if (word.equals("pi")) {
            return new Expression.Pi();
        }
        if (word.equals("frac")) {
            Expression above = group();
            return new Expression.Operation('/', above, group());
        }
        if (word.equals("sqrt") && peek() == '[') {
            at++;
            Expression degree = sum();
            expect(']');
            return new Expression.Call("root", List.of(group(), degree));
        }
        if (Functions.NAMES.contains(word)) {
            boolean bracketed = OPENING.indexOf(peek()) >= 0;
            return new Expression.Call(word, List.of(bracketed ? primary() : power()));
        }
        return word.length() == 1 ? new Expression.Variable(word.charAt(0)) : fail();
    }

    /** What belongs to a LaTeX command: a bracket, or one digit or letter. */
    private Expression group() {
        if (isDigit(peek())) {
            return number(String.valueOf(text.charAt(at++)));
        }
        return primary();
    }

    /** A function's name or {@code pi} as far as it is known, else one letter. */
    private String word() {
        int end = at;
        while (end < text.length() && isLetter(text.charAt(end))) {
            end++;
        }
        String all = text.substring(at, end);
        boolean known = all.equals("pi") || all.equals("frac") || Functions.NAMES.contains(all);
        boolean command = at > 0 && text.charAt(at - 1) == '\\';
        String word = known || command || all.isEmpty() ? all : all.substring(0, 1);
        if (!known && !products && all.length() > 1) {
            throw new NoFormulaException();
        }
        at += word.length();
        return word;
    }

    private String digits() {
        int start = at;
        while (at < text.length() && (isDigit(text.charAt(at)) || text.charAt(at) == '.')) {
            at++;
        }
        return text.substring(start, at);
    }

    private Expression number(String digits) {
        boolean written = digits.matches("\\d+(?:\\.\\d*)?|\\.\\d+");
        if (!written || digits.length() > LONGEST_NUMBER) {
            throw new NoFormulaException();
        }
        return new Expression.Literal(Fraction.of(new BigDecimal(digits)));
    }

    private Expression fail() {
        throw new NoFormulaException();
    }

    private void expect(char closing) {
        if (peek() != closing) {
            throw new NoFormulaException();
        }
        at++;
    }

    /** The next sign, behind blanks; 0 at the end. */
    private char peek() {
        blanks();
        return at < text.length() ? text.charAt(at) : 0;
    }

    private void blanks() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
    }

    private static boolean isDigit(char sign) {
        return sign >= '0' && sign <= '9';
    }

    private static boolean isLetter(char sign) {
        return (sign >= 'a' && sign <= 'z') || (sign >= 'A' && sign <= 'Z');
    }
}

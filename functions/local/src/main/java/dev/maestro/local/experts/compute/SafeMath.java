package dev.maestro.local.experts.compute;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Formulas that may be calculated: numbers, single letters, {@code + - * / ^ ! ( ) ,} and a short list of functions.
 * Nothing else reaches the computer algebra system, so that no text can make it read files, run programs or work without
 * end: functions are allowed by name, not forbidden; powers and factorials are bounded.
 */
final class SafeMath {

    static final int LONGEST = 500;

    private static final Set<String> FUNCTIONS =
            Set.of("sqrt", "cbrt", "abs", "sin", "cos", "tan", "log", "ln", "exp", "gcd", "lcm", "mod", "max", "min");
    private static final Pattern TOKEN =
            Pattern.compile("\\G\\s*(?:(\\d+(?:\\.\\d+)?|\\.\\d+)|([A-Za-z]+)|([-+*/^!(),]))");
    private static final int LONGEST_NUMBER = 40;
    private static final int LARGEST_EXPONENT = 1000;
    private static final int MOST_POWERS = 6;
    private static final double LARGEST_GROWTH = 5000;
    private static final int DEEPEST = 40;

    private SafeMath() {}

    /** The formula with every multiplication written out; empty when something in it is not allowed. */
    static Optional<String> of(String formula) {
        if (formula.length() > LONGEST) {
            return Optional.empty();
        }
        List<String> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(formula);
        int end = 0;
        while (matcher.find()) {
            if (!add(matcher, tokens)) {
                return Optional.empty();
            }
            end = matcher.end();
        }
        boolean whole = formula.substring(end).isBlank() && !tokens.isEmpty();
        return whole && bounded(tokens) ? Optional.of(String.join("", tokens)) : Optional.empty();
    }

    private static boolean add(Matcher matcher, List<String> tokens) {
        String number = matcher.group(1);
        String word = matcher.group(2);
        if (number != null) {
            if (number.length() > LONGEST_NUMBER) {
                return false;
            }
            factor(tokens);
            tokens.add(number);
        } else if (word != null) {
            String small = word.toLowerCase(Locale.ROOT);
            if (FUNCTIONS.contains(small)) {
                factor(tokens);
                tokens.add(small);
            } else if (small.equals("pi")) {
                factor(tokens);
                tokens.add("pi");
            } else if (word.length() == 1) {
                factor(tokens);
                tokens.add(small);
            } else {
                return false;
            }
        } else {
            String sign = matcher.group(3);
            if (sign.equals("(") && !tokens.isEmpty() && !FUNCTIONS.contains(tokens.getLast())) {
                factor(tokens);
            }
            tokens.add(sign);
        }
        return true;
    }

    /** Writes the multiplication between two factors that stand side by side. */
    private static void factor(List<String> tokens) {
        if (tokens.isEmpty()) {
            return;
        }
        String last = tokens.getLast();
        boolean operand =
                Character.isLetterOrDigit(last.charAt(last.length() - 1)) || last.equals(")") || last.equals("!");
        if (operand && !FUNCTIONS.contains(last)) {
            tokens.add("*");
        }
    }

    private static boolean bounded(List<String> tokens) {
        int powers = 0;
        double growth = 1;
        int depth = 0;
        for (int i = 0; i < tokens.size(); i++) {
            String token = tokens.get(i);
            depth += token.equals("(") ? 1 : token.equals(")") ? -1 : 0;
            if (depth < 0 || depth > DEEPEST) {
                return false;
            }
            if (FUNCTIONS.contains(token)
                    && (i + 1 >= tokens.size() || !tokens.get(i + 1).equals("("))) {
                return false;
            }
            if (token.equals("!") && !smallNumber(i == 0 ? "" : tokens.get(i - 1))) {
                return false;
            }
            if (token.equals("^")) {
                powers++;
                double exponent = exponent(tokens, i + 1);
                growth *= Math.max(1, exponent);
                if (exponent < 0 || powers > MOST_POWERS || growth > LARGEST_GROWTH) {
                    return false;
                }
            }
        }
        return depth == 0;
    }

    /** Size of an exponent; -1 for one that is not allowed, such as another power. */
    private static double exponent(List<String> tokens, int at) {
        int start = at < tokens.size()
                        && (tokens.get(at).equals("-") || tokens.get(at).equals("("))
                ? at + 1
                : at;
        if (start >= tokens.size()) {
            return -1;
        }
        String exponent = tokens.get(start);
        boolean tower = start + 1 < tokens.size() && tokens.get(start + 1).equals("^");
        boolean variable = exponent.length() == 1 && Character.isLetter(exponent.charAt(0));
        if (tower || !(variable || smallNumber(exponent))) {
            return -1;
        }
        if (tokens.get(start - 1).equals("(") && start + 1 < tokens.size()) {
            String next = tokens.get(start + 1);
            boolean fraction = next.equals("/")
                    && start + 3 < tokens.size()
                    && tokens.get(start + 3).equals(")");
            if (!next.equals(")") && !fraction) {
                return -1;
            }
        }
        return variable ? 1 : Double.parseDouble(exponent);
    }

    private static boolean smallNumber(String token) {
        return !token.isEmpty()
                && Character.isDigit(token.charAt(token.length() - 1))
                && Double.parseDouble(token) <= LARGEST_EXPONENT;
    }

    /** Single letters in a safe formula, without functions and pi. */
    static Set<String> variables(String safe) {
        Set<String> variables = new TreeSet<>();
        Matcher words = Pattern.compile("[a-z]+").matcher(safe);
        while (words.find()) {
            if (words.group().length() == 1) {
                variables.add(words.group());
            }
        }
        return variables;
    }
}

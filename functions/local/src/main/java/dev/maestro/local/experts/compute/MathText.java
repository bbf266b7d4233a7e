package dev.maestro.local.experts.compute;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds formulas and equations in running text, as people write them or as a reader read them. */
final class MathText {

    private static final Pattern PIECE =
            Pattern.compile("\\d+(?:\\.\\d+)?|(?:sqrt|cbrt|abs|sin|cos|tan|log|ln|exp|gcd|lcm)(?=\\s*\\()|pi\\b"
                    + "|(?<![A-Za-z'])[A-Za-z](?![A-Za-z'])|[-+*/^!()=,]|[^\\s]");
    private static final Pattern OPERATION = Pattern.compile("[\\d)a-z!]\\s*[-+*/^=]\\s*[-(\\d.a-z]|\\d!|[a-z]{2,}\\(");
    private static final Set<String> ARTICLES = Set.of("a", "A", "I");

    private MathText() {}

    /** The same text with plain operators: x between numbers is a multiplication, a missing number is x. */
    static String plain(String text) {
        return signs(text)
                .replaceAll("(?i)(?<=[\\da-z)])\\s+(?:plus|added to)\\s+(?=[\\da-z(])", " + ")
                .replaceAll("(?i)(?<=[\\da-z)])\\s+minus\\s+(?=[\\da-z(])", " - ")
                .replaceAll("(?i)(?<=[\\da-z)])\\s+(?:times|multiplied by)\\s+(?=[\\da-z(])", " * ")
                .replaceAll("(?i)(?<=[\\da-z)])\\s+(?:divided by|over)\\s+(?=[\\da-z(])", " / ")
                .replaceAll("(?i)(?<=[\\da-z)])\\s+(?:equals|is equal to)\\s+(?=[-\\da-z(])", " = ")
                .replaceAll("(?<=[=+*/-])\\s*(?:\\?|_+|\\u25a1|\\u2610|\\[\\s*\\])", " x")
                .replaceAll("(?:\\?|_+|\\u25a1|\\u2610|\\[\\s*\\])\\s*(?=[=+*/-])", "x ");
    }

    /** The same text with plain signs; words are left as they are. */
    static String signs(String text) {
        return text.replaceAll("(?<=\\d),(?=\\d{3}(?!\\d))", "")
                .replaceAll("[\\u2212\\u2013\\u2014]", "-")
                .replaceAll("[\\u00d7\\u00b7\\u2022\\u22c5\\u2217]", "*")
                .replaceAll("[\\u00f7\\u2215]", "/")
                .replaceAll("\\u00b2", "^2")
                .replaceAll("\\u00b3", "^3")
                .replaceAll("\\u221a\\s*(\\d+(?:\\.\\d+)?)", "sqrt($1)")
                .replaceAll("\\u221a", "sqrt")
                .replaceAll("\\u03c0", "pi")
                .replaceAll("\\*\\*", "^")
                .replaceAll("(?<=\\d)\\s*[xX]\\s*(?=\\d)", "*")
                .replaceAll("(?<=\\d)\\s+:\\s+(?=\\d)", "/");
    }

    /**
     * What a text asks to calculate; empty when it holds no formula.
     *
     * @param asked text that may name the variable that is wanted, such as "find y"
     */
    static Optional<Calculation> calculation(String text, String asked) {
        List<String> equations = new ArrayList<>();
        List<String> expressions = new ArrayList<>();
        for (String run : runs(plain(text))) {
            sort(run, equations, expressions);
        }
        Set<String> known = new TreeSet<>();
        equations.forEach(equation -> known.addAll(SafeMath.variables(equation)));
        if (expressions.size() > 1) {
            expressions.removeIf(expression -> expression.matches("[\\d.]+"));
        }
        for (String expression : expressions) {
            if (known.containsAll(SafeMath.variables(expression))) {
                boolean needed = !SafeMath.variables(expression).isEmpty();
                return Optional.of(new Calculation(needed ? equations : List.of(), expression));
            }
        }
        if (known.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Calculation(equations, wanted(known, asked)));
    }

    private static String wanted(Set<String> known, String asked) {
        Matcher named = Pattern.compile("(?:find|solve for|value of|what is|determine|for)\\s+([a-z])\\b")
                .matcher(asked.toLowerCase(Locale.ROOT));
        while (named.find()) {
            if (known.contains(named.group(1))) {
                return named.group(1);
            }
        }
        return known.contains("x") ? "x" : known.iterator().next();
    }

    private static void sort(String run, List<String> equations, List<String> expressions) {
        String[] sides = run.split("=", -1);
        if (sides.length == 1) {
            SafeMath.of(run).ifPresent(expressions::add);
        } else if (sides.length == 2 && sides[1].isBlank()) {
            SafeMath.of(sides[0]).ifPresent(expressions::add);
        } else if (sides.length == 2) {
            Optional<String> left = SafeMath.of(sides[0]);
            Optional<String> right = SafeMath.of(sides[1]);
            if (left.isPresent() && right.isPresent()) {
                String equation = left.get() + "=" + right.get();
                if (!SafeMath.variables(equation).isEmpty()) {
                    equations.add(equation);
                }
            }
        }
    }

    /** Longest stretches that look like mathematics and hold an operation. */
    private static List<String> runs(String text) {
        List<String> runs = new ArrayList<>();
        StringBuilder run = new StringBuilder();
        Matcher pieces = PIECE.matcher(text);
        int end = 0;
        while (pieces.find()) {
            String piece = pieces.group();
            boolean letter = piece.length() == 1 && Character.isLetter(piece.charAt(0));
            boolean apart = pieces.start() > end;
            boolean word = letter && (ARTICLES.contains(piece) || partOfWord(text, pieces.start(), pieces.end()));
            boolean joinsWord = letter && apart && endsWithOperand(run);
            boolean mathematics = !word && piece.matches("[\\d.]*\\d|[A-Za-z]+|[-+*/^!()=,]") && !joinsWord;
            if (mathematics) {
                run.append(apart && endsWithOperand(run) && Character.isDigit(piece.charAt(0)) ? ";" : "")
                        .append(piece);
            } else {
                finish(run, runs);
            }
            end = pieces.end();
        }
        finish(run, runs);
        return runs;
    }

    private static boolean partOfWord(String text, int from, int to) {
        boolean before = from > 0 && Character.isLetter(text.charAt(from - 1));
        boolean after = to < text.length() && Character.isLetter(text.charAt(to));
        return before || after;
    }

    private static boolean endsWithOperand(StringBuilder run) {
        return !run.isEmpty() && Character.isLetterOrDigit(run.charAt(run.length() - 1));
    }

    private static void finish(StringBuilder run, List<String> runs) {
        for (String part : run.toString().split(";", -1)) {
            String trimmed = part.replaceAll("^[+*/^!,=)]+", "").replaceAll("[-+*/^,(]+$", "");
            if (OPERATION.matcher(trimmed).find()) {
                runs.add(balanced(trimmed));
            }
        }
        run.setLength(0);
    }

    /** Drops a bracket that has no partner at the end, as after "(see 3 + 4)". */
    private static String balanced(String run) {
        long open = run.chars().filter(character -> character == '(').count();
        long close = run.chars().filter(character -> character == ')').count();
        return close > open && run.endsWith(")") ? run.substring(0, run.length() - 1) : run;
    }
}

package dev.maestro.local.experts.compute;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Arithmetic that is asked in words: greatest common divisors, percentages, means, roots and the like. */
final class MathWords {

    private static final String N = "(-?\\d+(?:\\.\\d+)?)";
    private static final String PAIR = "\\D*?" + N + "\\D+?" + N;
    private static final Pattern NUMBER = Pattern.compile("(?<![\\d.])-?\\d+(?:\\.\\d+)?");

    /** A wording and what it means. */
    private record Rule(Pattern wording, Function<MatchResult, String> meaning) {}

    private static final List<Rule> RULES = List.of(
            rule("(?:greatest|highest|largest) common (?:divisor|factor|denominator)" + PAIR, m -> call("gcd", m)),
            rule("\\b(?:gcd|hcf|gcf)\\b" + PAIR, m -> call("gcd", m)),
            rule("(?:largest|greatest) number that divides" + PAIR, m -> call("gcd", m)),
            rule("(?:least|lowest|smallest) common (?:multiple|denominator)" + PAIR, m -> call("lcm", m)),
            rule("\\blcm\\b" + PAIR, m -> call("lcm", m)),
            rule("(?:smallest|least) (?:positive )?number that" + PAIR + "\\s+(?:both )?divide", m -> call("lcm", m)),
            rule("(?:smallest|least) (?:positive )?number (?:that is )?divisible by" + PAIR, m -> call("lcm", m)),
            rule(N + "\\s*(?:%|percent|per cent) (?:of|from)\\s+" + N, m -> m.group(1) + "/100*" + m.group(2)),
            rule("(?:what|which) percent(?:age)? of " + N + " is " + N, m -> m.group(2) + "/" + m.group(1) + "*100"),
            rule(N + " is what percent(?:age)? of " + N, m -> m.group(1) + "/" + m.group(2) + "*100"),
            rule("remainder\\D*?" + N + "\\D+?divided by\\s+" + N, m -> call("mod", m)),
            rule(N + "\\s+mod(?:ulo)?\\s+" + N, m -> call("mod", m)),
            rule("square root of " + N, m -> "sqrt(" + m.group(1) + ")"),
            rule("cube root of " + N, m -> "cbrt(" + m.group(1) + ")"),
            rule("factorial of (\\d+)", m -> m.group(1) + "!"),
            rule("(\\d+) factorial", m -> m.group(1) + "!"),
            rule(N + " (?:raised )?to the power (?:of )?" + N, m -> "(" + m.group(1) + ")^" + m.group(2)),
            rule(N + " squared", m -> "(" + m.group(1) + ")^2"),
            rule(N + " cubed", m -> "(" + m.group(1) + ")^3"),
            rule("(?:square of|squaring) " + N, m -> "(" + m.group(1) + ")^2"),
            rule("half of " + N, m -> m.group(1) + "/2"),
            rule("(?:double|twice) " + N, m -> "2*" + m.group(1)),
            rule("difference (?:between|of|from)" + PAIR, m -> "abs((" + m.group(1) + ")-(" + m.group(2) + "))"),
            rule("product of" + PAIR, m -> "(" + m.group(1) + ")*(" + m.group(2) + ")"),
            rule("quotient (?:of|when)" + PAIR, m -> "(" + m.group(1) + ")/(" + m.group(2) + ")"));

    private static final Pattern SENTENCE_END = Pattern.compile("[.!?](?=\\s|$)");

    private MathWords() {}

    private static Rule rule(String wording, Function<MatchResult, String> meaning) {
        return new Rule(Pattern.compile(wording), meaning);
    }

    private static String call(String function, MatchResult match) {
        return function + "(" + match.group(1) + "," + match.group(2) + ")";
    }

    /** A formula for what the words ask, or empty. */
    static Optional<String> formula(String question) {
        String text = MathText.signs(question).toLowerCase(Locale.ROOT);
        for (Rule rule : RULES) {
            Matcher matcher = rule.wording().matcher(text);
            if (matcher.find()) {
                return Optional.of(rule.meaning().apply(matcher.toMatchResult()));
            }
        }
        List<String> numbers = numbers(text);
        if (numbers.size() < 2) {
            return Optional.empty();
        }
        Matcher list = Pattern.compile("\\b(sum|total|average|mean|median) of\\b(?=[^a-z]*\\d)")
                .matcher(text);
        if (!list.find()) {
            return Optional.empty();
        }
        // "A total of 8 bags. ..." lists nothing.
        List<String> listed = numbers(SENTENCE_END.split(text.substring(list.end()), 2)[0]);
        return listed.size() < 2 ? Optional.empty() : Optional.of(ofList(list.group(1), listed));
    }

    /** @param kind sum, total, average, mean or median */
    static String ofList(String kind, List<String> numbers) {
        String sum = "(" + String.join(")+(", numbers) + ")";
        return switch (kind) {
            case "average", "mean" -> "(" + sum + ")/" + numbers.size();
            case "median" -> median(numbers);
            default -> sum;
        };
    }

    private static String median(List<String> numbers) {
        List<String> sorted = numbers.stream()
                .sorted((a, b) -> Double.compare(Double.parseDouble(a), Double.parseDouble(b)))
                .toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1
                ? sorted.get(middle)
                : "((" + sorted.get(middle - 1) + ")+(" + sorted.get(middle) + "))/2";
    }

    /** All numbers in a text, in order. */
    static List<String> numbers(String text) {
        List<String> numbers = new ArrayList<>();
        Matcher matcher = NUMBER.matcher(text);
        while (matcher.find()) {
            numbers.add(matcher.group());
        }
        return numbers;
    }
}

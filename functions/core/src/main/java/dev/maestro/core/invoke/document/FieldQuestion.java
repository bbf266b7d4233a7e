package dev.maestro.core.invoke.document;

import dev.maestro.core.invoke.question.LabelMatch;
import dev.maestro.core.invoke.question.Question;
import dev.maestro.core.invoke.reading.Reading;
import dev.maestro.core.invoke.reading.Row;
import dev.maestro.core.invoke.values.ReadNumber;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds what a question about a document asks for: by the label that has most in common with it, else by its form (a
 * date, a telephone number) or its place (who issued it).
 */
final class FieldQuestion {

    /** From here on a label fits so well that looking at the rest of a document would not change the answer. */
    static final double SURE = 1.2;

    private static final double FITS = 0.6;
    private static final double ALIKE = 0.78;
    private static final double OF_QUESTION = 0.5;
    private static final Set<String> EMPTY_WORDS = Set.of(
            "what",
            "which",
            "who",
            "when",
            "where",
            "how",
            "much",
            "many",
            "is",
            "are",
            "was",
            "were",
            "the",
            "a",
            "an",
            "of",
            "on",
            "in",
            "at",
            "for",
            "to",
            "this",
            "that",
            "it",
            "its",
            "as",
            "and",
            "or",
            "does",
            "do",
            "did",
            "be",
            "by",
            "from",
            "with",
            "answer",
            "printed",
            "shown",
            "written",
            "given",
            "read",
            "find",
            "state",
            "give",
            "tell",
            "only",
            "please",
            "document",
            "receipt",
            "page",
            "image",
            "picture",
            "scan",
            "photo",
            "text",
            "value",
            "following",
            "form",
            "sheet",
            "paper",
            "me",
            "you",
            "can",
            "see",
            "stated",
            "says",
            "say",
            "next",
            "beside",
            "belongs",
            "label");
    private static final Map<String, String> SAME = Map.ofEntries(
            Map.entry("no", "number"),
            Map.entry("nr", "number"),
            Map.entry("num", "number"),
            Map.entry("#", "number"),
            Map.entry("tel", "phone"),
            Map.entry("telephone", "phone"),
            Map.entry("inv", "invoice"),
            Map.entry("qty", "quantity"),
            Map.entry("amt", "amount"),
            Map.entry("ref", "reference"),
            Map.entry("sub-total", "subtotal"),
            Map.entry("vat", "tax"),
            Map.entry("gst", "tax"),
            Map.entry("dated", "date"),
            Map.entry("paid", "paid"),
            Map.entry("cust", "customer"),
            Map.entry("acct", "account"),
            Map.entry("dept", "department"));
    private static final Set<String> FILLING = Set.of("due", "grand", "amount", "net", "final", "your", "our");
    private static final double FILLING_WEIGHT = 0.3;
    private static final Set<String> AMOUNTS = Set.of(
            "total",
            "amount",
            "subtotal",
            "tax",
            "price",
            "cost",
            "change",
            "cash",
            "paid",
            "balance",
            "due",
            "sum",
            "discount",
            "tip",
            "fee");
    private static final String MONTH =
            "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec|january|february|march|april|june|july|august"
                    + "|september|october|november|december)\\.?";
    private static final Pattern DATE = Pattern.compile("(?i)\\b(?:\\d{1,4}([-/.])\\d{1,2}\\1\\d{2,4}|\\d{1,2}[ -]?"
            + MONTH + "[ ,-]*\\d{2,4}|" + MONTH + " \\d{1,2},? \\d{4})\\b");
    private static final Pattern AMOUNT_DUE = Pattern.compile("\\b(?:amount|balance) (?:due|payable)\\b");
    private static final Pattern PHONE = Pattern.compile("\\+?\\d[\\d ()-]{6,}\\d");
    private static final Pattern PARTED_CODE = Pattern.compile("[A-Z][A-Z0-9 ]{0,11}-[A-Z0-9 ]{1,16}");
    private static final Pattern STRAY_RULE = Pattern.compile("^[|\\s]+|[|\\s]+$");
    private static final Pattern AMOUNT = Pattern.compile("[-+]?\\d[\\d,]*(?:\\.\\d+)?");

    /**
     * What was found.
     *
     * @param value cleaned of the label
     * @param score 0 to 1.5: how much of the label the question names, and half of how much of the question is the label
     */
    record Found(String value, double score) {}

    private FieldQuestion() {}

    /** The best value, if any label fits or the form gives it away. */
    static Optional<Found> answer(Question question, Reading reading) {
        List<String> asked = asked(question);
        Found best = null;
        for (Field field : Field.of(reading)) {
            double score = mayBe(asked, field.value()) ? score(asked, field) : 0;
            boolean better = best == null || score > best.score() || (score == best.score() && asked.contains("total"));
            if (score >= FITS && better) {
                best = new Found(cleaned(asked, field.value()), score);
            }
        }
        return best == null ? byForm(question, asked, reading) : Optional.of(best);
    }

    private static List<String> asked(Question question) {
        List<String> words = question.quoted().isEmpty()
                ? question.words()
                : question.quoted().stream()
                        .flatMap(text -> Question.wordsOf(text).stream())
                        .toList();
        return canonical(
                words.stream().filter(word -> !EMPTY_WORDS.contains(word)).toList());
    }

    /** Whether the value begins with what belongs to the label: {@code Pump} and {@code 3 AB-1}, asked for pump 7. */
    private static boolean isCutShort(List<String> asked, Field field) {
        String first = firstWord(field.value());
        return asked.contains(first) || (isNumber(first) && asked.stream().anyMatch(FieldQuestion::isNumber));
    }

    private static boolean isNumber(String word) {
        return !word.isEmpty() && word.chars().allMatch(Character::isDigit);
    }

    private static String firstWord(String value) {
        List<String> words = Question.wordsOf(value);
        return words.isEmpty() ? "" : canonical(words.getFirst());
    }

    /** One word for words of one meaning; {@code amount due} is the total. */
    private static List<String> canonical(List<String> words) {
        String text = AMOUNT_DUE.matcher(String.join(" ", words)).replaceAll("total");
        return text.isEmpty()
                ? List.of()
                : Arrays.stream(text.split(" ", -1))
                        .map(FieldQuestion::canonical)
                        .toList();
    }

    private static String canonical(String word) {
        String bare = word.endsWith("'s") ? word.substring(0, word.length() - 2) : word;
        return SAME.getOrDefault(bare, bare);
    }

    private static double score(List<String> asked, Field field) {
        List<String> label = canonical(Question.wordsOf(field.label()));
        if (label.isEmpty() || asked.isEmpty() || (field.runsOn() && isCutShort(asked, field))) {
            return 0;
        }
        double matched = 0;
        double wanted = 0;
        for (String word : label) {
            double most = asked.stream()
                    .mapToDouble(other -> LabelMatch.similarity(word, other))
                    .max()
                    .orElse(0);
            boolean same = most == 1 || (word.length() > 3 && most >= ALIKE);
            matched += same ? most : 0;
            wanted += same || !FILLING.contains(word) ? 1 : FILLING_WEIGHT;
        }
        double ofLabel = matched / wanted;
        double ofQuestion = Math.min(1, matched / asked.size());
        return ofLabel < FITS ? 0 : ofLabel + OF_QUESTION * ofQuestion - field.place();
    }

    private static boolean isAmount(List<String> asked) {
        return asked.stream().anyMatch(AMOUNTS::contains) && !asked.contains("number");
    }

    /** Whether a value has the form of what is asked for: an amount and a date have digits. */
    private static boolean mayBe(List<String> asked, String value) {
        if (asked.contains("date")) {
            return DATE.matcher(value).find();
        }
        return !isAmount(asked) || value.chars().anyMatch(Character::isDigit);
    }

    private static String cleaned(List<String> asked, String value) {
        String bare = STRAY_RULE.matcher(value).replaceAll("");
        if (PARTED_CODE.matcher(bare).matches()) {
            return bare.replace(" ", "");
        }
        if (asked.contains("date")) {
            Matcher date = DATE.matcher(value);
            return date.find() ? date.group() : value;
        }
        if (!isAmount(asked) || ReadNumber.parse(value).isPresent()) {
            return ReadNumber.parse(value).isPresent() && isAmount(asked) ? ReadNumber.plain(value) : value;
        }
        Matcher amount = AMOUNT.matcher(value);
        String last = value;
        while (amount.find()) {
            last = ReadNumber.plain(amount.group());
        }
        return last;
    }

    private static Optional<Found> byForm(Question question, List<String> asked, Reading reading) {
        if (asked.contains("date") || question.has("when")) {
            return first(DATE, reading);
        }
        if (asked.contains("phone")) {
            return first(PHONE, reading);
        }
        if (asked.contains("address")) {
            return Address.of(reading).map(text -> new Found(text, FITS));
        }
        boolean issuer =
                question.has("company", "shop", "store", "merchant", "vendor", "issuer", "seller", "restaurant")
                        || question.hasPhrase("who issued");
        if (issuer) {
            return reading.rows().stream()
                    .map(Row::text)
                    .filter(text -> text.chars().filter(Character::isLetter).count() > 2)
                    .findFirst()
                    .map(text -> new Found(text, FITS));
        }
        return Optional.empty();
    }

    private static Optional<Found> first(Pattern pattern, Reading reading) {
        for (Row row : reading.rows()) {
            Matcher matcher = pattern.matcher(row.text());
            if (matcher.find()) {
                return Optional.of(new Found(matcher.group(), FITS));
            }
        }
        return Optional.empty();
    }
}

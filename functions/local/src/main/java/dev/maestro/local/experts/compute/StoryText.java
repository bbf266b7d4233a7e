package dev.maestro.local.experts.compute;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A told problem, taken apart: clauses with their quantities, and what is asked at the end.
 *
 * @param clauses of the story, in order; a condition in front of the question is one of them
 * @param quantities of all clauses, and of the question when it has some
 * @param question from {@code how many}, {@code how much} or {@code what} on, in small letters
 */
record StoryText(List<String> clauses, List<Quantity> quantities, String question) {

    private static final Pattern SENTENCE_END =
            Pattern.compile("(?<=[a-z\\d'\"%)])[.!?]+(?=\\s|$)|(?<=\\s)[.!?]+(?=\\s|$)");
    private static final Pattern ASKED =
            Pattern.compile("\\b(?:how (?:many|much|long|far|old|deep|tall|big|heavy)|what (?:is|was|are|were))\\b.*");
    private static final Pattern CLAUSE_END = Pattern.compile(
            ",\\s*(?:and|but|then|while)?\\s|\\band (?=(?:he|she|they|there|now)\\b)|\\b(?:while|and then|but|then|before|if|after)\\b");
    private static final Pattern NUMBER = Pattern.compile("\\$?\\s?(?<![\\w.])(\\d[\\d,]*(?:\\.\\d+)?)(?![\\w])");
    private static final Pattern PRONOUN =
            Pattern.compile("^\\s*(?:of (?:them|these|those)|more\\b\\s*$|(?:\\w+ )?ones?\\b|them\\b)");
    private static final Pattern PREPOSITION = Pattern.compile(
            "\\b(?:in|on|with|for|to|from|at|into|off|than|that|which|who|each|every|per|an?|left|was|were|are|is|he|she|they|worth)\\b");
    private static final Pattern WORD = Pattern.compile("[a-z][a-z'-]*");
    private static final Set<String> EMPTY = Set.of(
            "the", "a", "an", "of", "in", "on", "to", "from", "and", "for", "at", "that", "with", "his", "her", "their",
            "he", "she", "they", "it", "its", "there", "were", "was", "are", "is", "did", "do", "does", "had", "has",
            "have", "will", "would", "by", "how", "many", "much", "more", "less", "fewer", "than", "some", "new",
            "those", "them", "then", "if", "when", "also", "all", "be", "been", "as", "so", "into", "out", "up", "not",
            "who", "which", "you", "we", "our", "your", "this", "these", "or", "can", "could", "should", "only", "just",
            "dollars", "dollar");
    private static final int NOUN_WORDS = 4;

    /**
     * A number with what it counts.
     *
     * @param value in decimal digits
     * @param noun what it counts: the words up to the next preposition; none for {@code 5 of them}
     * @param words that follow it up to the next number or the end of the clause, the thing counted first
     * @param context its part of the clause: from the number before to the number after
     * @param clause place of its clause; that of the question is the last
     * @param text of its clause, in small letters
     * @param at where it stands in its clause
     */
    record Quantity(
            String value, List<String> noun, List<String> words, String context, int clause, String text, int at) {

        double number() {
            return Double.parseDouble(value);
        }

        /** What follows it directly, at most 40 characters. */
        String after() {
            int from = text.indexOf(value, at) + value.length();
            return text.substring(from, Math.min(text.length(), from + 40));
        }

        String before() {
            return text.substring(0, at);
        }
    }

    /** Takes a story apart. */
    static StoryText of(String told) {
        String text = told.toLowerCase(Locale.ROOT)
                .replaceAll("\\(unit:[^)]*\\)", "")
                .replace("n't", " not")
                .replaceAll("(?<=\\d),(?=\\d{3})", "");
        List<String> sentences = new ArrayList<>();
        for (String sentence : SENTENCE_END.split(text, -1)) {
            if (!sentence.isBlank()) {
                sentences.add(sentence.strip());
            }
        }
        String question = "";
        List<String> clauses = new ArrayList<>();
        for (int i = 0; i < sentences.size(); i++) {
            String sentence = sentences.get(i);
            Matcher asked = ASKED.matcher(sentence);
            if (i == sentences.size() - 1 && asked.find()) {
                question = asked.group();
                sentence = sentence.substring(0, asked.start());
            }
            for (String clause : CLAUSE_END.split(sentence, -1)) {
                if (!clause.isBlank()) {
                    clauses.add(clause.strip());
                }
            }
        }
        List<Quantity> quantities = new ArrayList<>();
        for (int i = 0; i <= clauses.size(); i++) {
            collect(i < clauses.size() ? clauses.get(i) : question, i, quantities);
        }
        return new StoryText(List.copyOf(clauses), List.copyOf(quantities), question);
    }

    private static void collect(String clause, int place, List<Quantity> quantities) {
        Matcher matcher = NUMBER.matcher(clause);
        List<int[]> spans = new ArrayList<>();
        while (matcher.find()) {
            spans.add(new int[] {matcher.start(1), matcher.end(1)});
        }
        for (int i = 0; i < spans.size(); i++) {
            int end = i + 1 < spans.size() ? spans.get(i + 1)[0] : clause.length();
            String after = clause.substring(spans.get(i)[1], end);
            List<String> words = words(after);
            boolean pronoun = PRONOUN.matcher(after).find();
            quantities.add(new Quantity(
                    clause.substring(spans.get(i)[0], spans.get(i)[1]),
                    pronoun ? List.of() : words(PREPOSITION.split(after, 2)[0]),
                    words.subList(0, Math.min(NOUN_WORDS, words.size())),
                    clause.substring(i == 0 ? 0 : spans.get(i - 1)[1], end),
                    place,
                    clause,
                    spans.get(i)[0]));
        }
    }

    /** The telling words of a text, each in the form that its forms share. */
    static List<String> words(String text) {
        Set<String> words = new LinkedHashSet<>();
        Matcher matcher = WORD.matcher(text);
        while (matcher.find()) {
            if (!EMPTY.contains(matcher.group())) {
                words.add(stem(matcher.group()));
            }
        }
        return List.copyOf(words);
    }

    private static String stem(String word) {
        String bare = word.endsWith("'s") ? word.substring(0, word.length() - 2) : word;
        String irregular = StoryVerbs.base(bare);
        if (!irregular.equals(bare)) {
            return irregular;
        }
        if (bare.endsWith("ies") && bare.length() > 4) {
            return bare.substring(0, bare.length() - 3) + "y";
        }
        for (String ending : List.of("ches", "shes", "xes", "sses")) {
            if (bare.endsWith(ending)) {
                return bare.substring(0, bare.length() - 2);
            }
        }
        return bare.endsWith("s") && !bare.endsWith("ss") && bare.length() > 3
                ? bare.substring(0, bare.length() - 1)
                : bare;
    }
}

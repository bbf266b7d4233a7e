package dev.maestro.local.experts.compute;

import dev.maestro.local.experts.compute.StoryText.Quantity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Told problems that compare two stores. */
final class StoryComparison {

    private static final Pattern ASKS_RATE = Pattern.compile(
            "\\b(?:each|every|per|apiece|an? (?:day|week|hour|minute|month|year))\\b|how big|how long was each");
    private static final Pattern COMPARED = Pattern.compile(
            "^ ?(?:[a-z]+ )?(?:years? |feet |inches |pounds |kilograms |dollars )?(more|fewer|less|older|taller|longer|heavier|shorter|younger)\\b[^.]*\\bthan\\b");
    private static final Pattern ASKS_COMPARED = Pattern.compile(
            "how (?:many|much) (more|less|fewer|longer|taller|older|heavier|farther|further)?(.*?)\\bthan\\b(.*)");
    private static final Pattern CLAUSE = Pattern.compile("\\b(?:those|he|she|they|it|did)\\b");
    private static final Pattern AUXILIARY =
            Pattern.compile("\\b(?:did|does|do|are|is|were|was|will|can|has|have|had|would|does)\\b");
    private static final Pattern SURVIVING = Pattern.compile("\\b(?:survived?|left|remain(?:ed|ing)?)\\b");
    private static final Set<String> LESS = Set.of("fewer", "less", "shorter", "younger");

    private StoryComparison() {}

    /** {@code How many more apples than pears}. */
    static Optional<String> compared(StoryText story) {
        Matcher matcher = ASKS_COMPARED.matcher(story.question());
        if (!matcher.find() || matcher.group(3) == null) {
            return Optional.empty();
        }
        String right = matcher.group(3);
        Set<String> first = new HashSet<>(StoryText.words(matcher.group(2)));
        Set<String> second = new HashSet<>(
                StoryText.words(CLAUSE.matcher(right).find() ? right : AUXILIARY.split(right, 2)[0]));
        if (SURVIVING.matcher(right).find() && story.quantities().size() == 2) {
            List<Quantity> two = story.quantities();
            return Optional.of("abs(" + two.get(0).value() + "-2*" + two.get(1).value() + ")");
        }
        Set<String> both = new HashSet<>(first);
        both.retainAll(second);
        first.removeAll(both);
        second.removeAll(both);
        List<Quantity> quantities = money(story);
        List<Quantity> all = quantities;
        first.removeIf(
                word -> all.stream().allMatch(quantity -> quantity.words().contains(word)));
        Set<String> firstVerbs = StoryWords.verbs(first);
        Set<String> secondVerbs = StoryWords.verbs(second);
        Set<String> asked = StoryWords.verbs(StoryWords.asked(story));
        List<Quantity> told = quantities.stream()
                .filter(quantity -> StoryWords.shared(asked, StoryText.words(quantity.text())) > 0)
                .toList();
        if (told.size() >= 2 && (firstVerbs.isEmpty() || secondVerbs.isEmpty())) {
            quantities = told;
        }
        if (!firstVerbs.isEmpty() && !secondVerbs.isEmpty()) {
            return done(quantities, firstVerbs, secondVerbs);
        }
        String left = side(quantities, first, second);
        String other = side(quantities, second, first);
        if (left.isEmpty() || other.isEmpty() || left.equals(other)) {
            return quantities.size() == 2 ? StoryWords.difference(quantities) : Optional.empty();
        }
        return Optional.of("abs((" + left + ")-(" + other + "))");
    }

    /** Amounts of money when money is asked for and the story tells of some; else all quantities. */
    private static List<Quantity> money(StoryText story) {
        List<Quantity> money = story.quantities().stream()
                .filter(quantity -> quantity.before().endsWith("$")
                        || quantity.before().endsWith("$ ")
                        || quantity.after().startsWith(" dollar"))
                .toList();
        return story.question().startsWith("how much") && money.size() >= 2 ? money : story.quantities();
    }

    /** What was done the one way against what was done the other; one of the two may be without a number. */
    private static Optional<String> done(List<Quantity> quantities, Set<String> first, Set<String> second) {
        List<Quantity> one = doneWith(quantities, first);
        List<Quantity> other = doneWith(quantities, second);
        if (!one.isEmpty() && !other.isEmpty() && !one.equals(other)) {
            return Optional.of("abs((" + StoryWords.sum(one) + ")-(" + StoryWords.sum(other) + "))");
        }
        // start, one known change, end: the two changes differ by end - start
        return quantities.size() == 3
                ? Optional.of("abs(" + quantities.getLast().value() + "-"
                        + quantities.getFirst().value() + ")")
                : Optional.empty();
    }

    /** Those of a clause part with such a verb; {@code after deleting some he had 14} tells no number for it. */
    private static List<Quantity> doneWith(List<Quantity> quantities, Set<String> verbs) {
        return quantities.stream()
                .filter(quantity -> StoryWords.shared(verbs, StoryText.words(quantity.context())) > 0
                        && !StoryWords.SOME.matcher(quantity.context()).find())
                .toList();
    }

    /** What is known of one side: its present store, or what it began with and what changed. */
    private static String side(List<Quantity> quantities, Set<String> words, Set<String> others) {
        List<Quantity> mine = new ArrayList<>();
        for (Quantity quantity : quantities) {
            int noun = StoryWords.shared(words, quantity.words()) - StoryWords.shared(others, quantity.words());
            List<String> context = StoryText.words(quantity.context());
            int near = StoryWords.shared(words, context) - StoryWords.shared(others, context);
            if (noun > 0 || (noun == 0 && near > 0)) {
                mine.add(quantity);
            }
        }
        if (mine.isEmpty()) {
            return "";
        }
        List<Quantity> present = mine.stream()
                .filter(quantity -> StoryWords.NOW.matcher(quantity.text()).find())
                .toList();
        if (!present.isEmpty() && present.size() < mine.size()) {
            mine = present;
        }
        Set<String> verbs = StoryWords.verbs(words);
        List<Quantity> asked = mine.stream()
                .filter(quantity -> StoryWords.shared(verbs, StoryText.words(quantity.text())) > 0)
                .toList();
        if (!asked.isEmpty()) {
            mine = asked;
        }
        StringBuilder sum = new StringBuilder();
        for (Quantity quantity : mine) {
            boolean lost = !sum.isEmpty() && verbs.isEmpty() && StoryWords.direction(quantity) < 0;
            sum.append(sum.isEmpty() ? "" : lost ? "-" : "+").append(quantity.value());
        }
        return sum.toString();
    }

    /** {@code Steven has 16, Jake has 9 fewer than Steven}: steps from what is known. */
    static Optional<String> stepped(StoryText story) {
        if (ASKS_RATE.matcher(story.question()).find()) {
            return Optional.empty();
        }
        Set<String> counted = new HashSet<>(StoryWords.counted(story));
        List<Quantity> steps = ofKind(
                counted,
                story.quantities().stream()
                        .filter(quantity -> COMPARED.matcher(quantity.after()).find())
                        .toList());
        List<Quantity> bases = ofKind(
                counted,
                story.quantities().stream()
                        .filter(quantity -> !COMPARED.matcher(quantity.after()).find())
                        .toList());
        if (steps.isEmpty() || bases.isEmpty()) {
            return Optional.empty();
        }
        Quantity base = bases.getFirst();
        Set<String> owner = new HashSet<>(StoryText.words(base.before()));
        Set<String> asked = StoryWords.asked(story);
        List<Quantity> direct = steps.stream()
                .filter(step -> StoryWords.shared(owner, StoryText.words(step.after())) > 0
                        && StoryWords.shared(asked, StoryText.words(step.before())) > 0)
                .toList();
        List<Quantity> taken = direct.size() == 1 && steps.size() > 1 ? direct : steps;
        StringBuilder formula = new StringBuilder(base.value());
        for (Quantity step : taken) {
            Matcher matcher = COMPARED.matcher(step.after());
            boolean less = matcher.find() && LESS.contains(matcher.group(1));
            boolean backward = StoryWords.shared(owner, StoryText.words(step.before()))
                    > StoryWords.shared(owner, StoryText.words(step.after()));
            formula.append(less == (backward && taken.size() == 1) ? "+" : "-").append(step.value());
        }
        return Optional.of(formula.toString());
    }

    private static List<Quantity> ofKind(Set<String> kind, List<Quantity> quantities) {
        List<Quantity> fitting = quantities.stream()
                .filter(quantity -> StoryWords.shared(kind, quantity.noun()) > 0)
                .toList();
        return fitting.isEmpty() ? quantities : fitting;
    }
}

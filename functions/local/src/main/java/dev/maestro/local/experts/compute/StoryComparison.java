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
            "^ ?(?:[a-z]+ )?(?:years? |feet |inches |pounds |kilograms |dollars )?(more|fewer|less|older|taller|longer|heavier|shorter|younger|farther|further|higher|deeper|lower)\\b[^.]*\\bthan\\b");
    private static final Pattern ASKS_COMPARED = Pattern.compile(
            "how (?:many|much) (more|less|fewer|longer|taller|older|heavier|farther|further)?(.*?)\\bthan\\b(.*)");
    private static final Pattern CLAUSE = Pattern.compile("\\b(?:those|he|she|they|it|did)\\b");
    private static final Pattern AUXILIARY =
            Pattern.compile("\\b(?:did|does|do|are|is|were|was|will|can|has|have|had|would|does)\\b");
    private static final Pattern WHOLE = Pattern.compile("\\b(?:total|in all|altogether|combined|together)\\b");
    private static final Pattern THEN =
            Pattern.compile("\\b(?:now|left|there (?:were|are|was|is)|ended up|remain(?:s|ed|ing)?|still)\\b");
    private static final Pattern SURVIVING =
            Pattern.compile("\\b(?:survived?|left|remain(?:ed|ing)?|stay(?:ed|ing)?|kept)\\b");
    private static final Pattern NEEDED = Pattern.compile("\\b(?:needs?|has to|have to|must|required?)\\b");
    private static final Pattern ALREADY = Pattern.compile("\\balready\\b");
    private static final Set<String> LESS = Set.of("fewer", "less", "shorter", "younger", "lower");

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
        Optional<String> parted = parted(story, right).or(() -> unknownChange(story));
        if (parted.isPresent()) {
            return parted;
        }
        Set<String> both = new HashSet<>(first);
        both.retainAll(second);
        first.removeAll(both);
        second.removeAll(both);
        List<Quantity> quantities = money(story);
        List<Quantity> stores = quantities.stream()
                .filter(quantity -> !COMPARED.matcher(quantity.after()).find()
                        || StoryWords.shared(owner(right, matcher.group(2)), StoryText.words(quantity.before())) > 0)
                .toList();
        quantities = stores.size() >= 2 ? stores : quantities;
        List<Quantity> all = quantities;
        first.removeIf(
                word -> all.stream().allMatch(quantity -> quantity.words().contains(word)));
        Set<String> firstVerbs = StoryWords.verbs(first);
        Set<String> secondVerbs = StoryWords.verbs(second);
        Set<String> asked = StoryWords.verbs(StoryWords.asked(story));
        List<Quantity> told = quantities.stream()
                .filter(quantity -> StoryWords.shared(asked, StoryText.words(quantity.text())) > 0)
                .toList();
        boolean needed = NEEDED.matcher(story.question()).find();
        if (!needed && told.size() >= 2 && (firstVerbs.isEmpty() || secondVerbs.isEmpty())) {
            quantities = told;
        }
        if (!firstVerbs.isEmpty() && !secondVerbs.isEmpty()) {
            return done(quantities, firstVerbs, secondVerbs);
        }
        Optional<String> filled = filled(quantities, first, second);
        if (filled.isPresent()) {
            return filled;
        }
        String left = side(quantities, first, second, needed);
        String other = side(quantities, second, first, needed);
        if (left.isEmpty() || other.isEmpty() || left.equals(other)) {
            return quantities.size() == 2 ? StoryWords.difference(quantities) : Optional.empty();
        }
        return Optional.of("abs((" + left + ")-(" + other + "))");
    }

    /** Who has or does what is compared: the words behind the auxiliary verb, on either side of {@code than}. */
    private static Set<String> owner(String right, String left) {
        Set<String> owner = new HashSet<>();
        for (String side : List.of(left, right)) {
            String[] parts = AUXILIARY.split(side, 2);
            owner.addAll(parts.length == 2 ? StoryText.words(parts[1]) : List.of());
        }
        return owner;
    }

    /** A whole of two parts of which one is known: the other part is the rest, so that they differ by whole - 2 part. */
    private static Optional<String> parted(StoryText story, String right) {
        List<Quantity> two = story.quantities();
        if (two.size() != 2) {
            return Optional.empty();
        }
        boolean first = WHOLE.matcher(two.get(0).text()).find();
        boolean second = WHOLE.matcher(two.get(1).text()).find();
        if (first != second && two.get(0).clause() != two.get(1).clause()) {
            return Optional.of("abs(" + two.get(first ? 0 : 1).value() + "-2*"
                    + two.get(first ? 1 : 0).value() + ")");
        }
        return SURVIVING.matcher(right).find()
                ? Optional.of("abs(" + two.get(0).value() + "-2*" + two.get(1).value() + ")")
                : Optional.empty();
    }

    /** Start, one known change, one unknown change, end: the two changes differ as start and end do. */
    private static Optional<String> unknownChange(StoryText story) {
        List<Quantity> three = story.quantities();
        boolean one = three.size() == 3
                && three.getFirst().clause() < three.get(1).clause()
                && three.get(1).clause() < three.getLast().clause()
                && three.getLast().clause() < story.clauses().size();
        boolean some = story.clauses().stream()
                .anyMatch(clause -> StoryWords.SOME.matcher(clause).find() && !clause.matches(".*\\d.*"));
        return one && some && THEN.matcher(three.getLast().text()).find()
                ? Optional.of("abs(" + three.getLast().value() + "-"
                        + three.getFirst().value() + ")")
                : Optional.empty();
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
                .filter(quantity ->
                        StoryWords.verb(quantity).map(verbs::contains).orElse(false)
                                && !StoryWords.SOME.matcher(quantity.context()).find())
                .toList();
    }

    /** Containers against what they hold, each the same: {@code 5 tables with 10 chairs each} have 5 * 10 chairs. */
    private static Optional<String> filled(List<Quantity> quantities, Set<String> first, Set<String> second) {
        List<Quantity> rates = quantities.stream().filter(StoryRates::isRate).toList();
        if (quantities.size() != 2 || rates.size() != 1) {
            return Optional.empty();
        }
        Quantity rate = rates.getFirst();
        Quantity count = quantities.get(quantities.get(0).equals(rate) ? 1 : 0);
        if (StoryWords.shared(StoryRates.container(rate), count.noun()) == 0) {
            return Optional.empty();
        }
        boolean apart = (StoryWords.shared(first, rate.noun()) > 0 && StoryWords.shared(second, count.noun()) > 0)
                || (StoryWords.shared(second, rate.noun()) > 0 && StoryWords.shared(first, count.noun()) > 0);
        return apart
                ? Optional.of("abs(" + count.value() + "*" + rate.value() + "-" + count.value() + ")")
                : Optional.empty();
    }

    /** What is known of one side: its present store, or what it began with and what changed. */
    private static String side(List<Quantity> quantities, Set<String> words, Set<String> others, boolean needed) {
        List<Quantity> named = new ArrayList<>();
        List<Quantity> near = new ArrayList<>();
        for (Quantity quantity : quantities) {
            int noun = StoryWords.shared(words, quantity.words()) - StoryWords.shared(others, quantity.words());
            List<String> context = StoryText.words(quantity.context());
            int around = StoryWords.shared(words, context) - StoryWords.shared(others, context);
            if (noun > 0) {
                named.add(quantity);
            } else if (noun == 0 && around > 0) {
                near.add(quantity);
            }
        }
        // What stands in front of a number may belong to the number before; the thing counted does not.
        if (named.isEmpty() && near.isEmpty()) {
            near = quantities.stream()
                    .filter(quantity -> StoryWords.shared(words, quantity.words()) > 0)
                    .toList();
        }
        List<Quantity> mine = named.isEmpty() ? near : StoryWords.elliptical(quantities, named);
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
        if (!asked.isEmpty() && !needed) {
            mine = asked;
        }
        StringBuilder sum = new StringBuilder();
        for (Quantity quantity : mine) {
            boolean done = needed && ALREADY.matcher(quantity.text()).find();
            boolean lost =
                    !sum.isEmpty() && (done || (!needed && verbs.isEmpty() && StoryWords.direction(quantity) < 0));
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
        boolean all = StoryWords.ASKS_ALL.matcher(story.question()).find();
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
            boolean backward = asksOther(step, all ? Set.of() : asked)
                    .orElse(StoryWords.shared(owner, StoryText.words(step.before()))
                            > StoryWords.shared(owner, StoryText.words(step.after())));
            formula.append(less == (backward && taken.size() == 1) ? "+" : "-").append(step.value());
        }
        boolean both = all && taken.size() == 1 && bases.size() == 1;
        return Optional.of(both ? base.value() + "+" + formula : formula.toString());
    }

    /** Whether the one behind {@code than} is asked for; empty when the question tells the two not apart. */
    private static Optional<Boolean> asksOther(Quantity step, Set<String> asked) {
        String[] sides = step.text().substring(step.at()).split("\\bthan\\b", 2);
        if (sides.length < 2) {
            return Optional.empty();
        }
        Set<String> left = new HashSet<>(StoryText.words(step.before() + " " + sides[0]));
        Set<String> right = new HashSet<>(StoryText.words(sides[1]));
        Set<String> shared = new HashSet<>(left);
        shared.retainAll(right);
        left.removeAll(shared);
        left.removeAll(step.noun());
        right.removeAll(shared);
        int one = StoryWords.shared(asked, left);
        int other = StoryWords.shared(asked, right);
        boolean telling = (one == 0) != (other == 0);
        return telling ? Optional.of(other > 0) : Optional.empty();
    }

    private static List<Quantity> ofKind(Set<String> kind, List<Quantity> quantities) {
        List<Quantity> fitting = quantities.stream()
                .filter(quantity -> StoryWords.shared(kind, quantity.noun()) > 0)
                .toList();
        return fitting.isEmpty() ? quantities : fitting;
    }
}

package dev.maestro.local.experts.compute;

import dev.maestro.local.experts.compute.StoryText.Quantity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Told problems about a store that changes, and about a whole and its parts. */
final class StoryChange {

    private static final Pattern ASKS_NEED = Pattern.compile(
            "\\bmore\\b.*\\b(?:need|needs|needed|have to|has to|required?|still)\\b|\\bneed\\b.*\\bmore\\b");
    private static final Pattern WHOLE = Pattern.compile("\\b(?:total|in all|altogether|combined|together)\\b");
    private static final Pattern OTHERS = Pattern.compile("\\b(?:others|the rest|the remaining)\\b");

    private static final Pattern HELD = Pattern.compile("\\b(?:has|have|had|there (?:is|are|was|were))\\b");
    private static final Pattern FROM = Pattern.compile("\\b(?:from|off|out of)\\b");
    private static final Pattern COMPARES = Pattern.compile("\\b(?:more|less|fewer|than)\\b");
    private static final Pattern DENIED = Pattern.compile("\\b(?:not|never|nobody|without)\\b");
    private static final Pattern UNDONE = Pattern.compile("\\b(?:still|left|remain(?:s|ed|ing)?)\\b");
    private static final Pattern REST = Pattern.compile("\\b(?:left|remain(?:s|ed|ing)?)\\b");
    private static final Set<String> TAKING = Set.of("pick", "collect", "gather", "catch");

    private StoryChange() {}

    /** The part of a known whole that the other parts leave. */
    static Optional<String> whole(StoryText story) {
        List<Quantity> parts = StoryWords.relevant(story);
        List<Quantity> wholes = parts.stream()
                .filter(quantity -> quantity.clause() < story.clauses().size()
                        && WHOLE.matcher(quantity.context()).find())
                .toList();
        if (wholes.isEmpty()
                && parts.size() == 2
                && story.clauses().stream()
                        .anyMatch(clause -> OTHERS.matcher(clause).find())) {
            return StoryWords.difference(parts);
        }
        if (wholes.size() != 1
                || parts.size() < 2
                || StoryWords.ASKS_ALL.matcher(story.question()).find()) {
            return Optional.empty();
        }
        List<Quantity> rest = new ArrayList<>(parts);
        rest.remove(wholes.getFirst());
        return Optional.of("abs(" + wholes.getFirst().value() + "-(" + StoryWords.sum(rest) + "))");
    }

    /** Several that the question names one by one, or that were done in the way that it names. */
    static Optional<String> named(StoryText story) {
        List<Quantity> parts = StoryWords.relevant(story);
        Set<String> verbs = StoryWords.verbs(StoryWords.asked(story));
        List<Quantity> done = parts.stream()
                .filter(quantity -> StoryWords.shared(verbs, StoryText.words(quantity.context())) > 0)
                .toList();
        List<Quantity> governed = parts.stream()
                .filter(quantity ->
                        StoryWords.verb(quantity).map(verbs::contains).orElse(false)
                                && !StoryWords.SOME.matcher(quantity.context()).find())
                .toList();
        if (governed.size() > 1 && isSum(story, governed)) {
            return Optional.of(StoryWords.sum(governed));
        }
        if (verbs.size() > 1 && done.size() > 1) {
            return Optional.of(StoryWords.sum(done));
        }
        if (!story.question().contains(" and ")) {
            return Optional.empty();
        }
        Set<String> asked = new HashSet<>(StoryWords.listed(story));
        asked.removeIf(word -> story.quantities().stream()
                .allMatch(quantity -> quantity.words().contains(word)));
        List<Quantity> wanted = story.quantities().stream()
                .filter(quantity -> StoryWords.shared(asked, quantity.words()) > 0)
                .toList();
        wanted = StoryWords.elliptical(story.quantities(), wanted);
        return wanted.size() >= 2 && wanted.size() < story.quantities().size()
                ? Optional.of(StoryWords.sum(wanted))
                : Optional.empty();
    }

    /** Whether nothing is left, compared or denied of what goes on, so that it adds up. */
    private static boolean isSum(StoryText story, List<Quantity> parts) {
        return !StoryWords.ASKS_LEFT.matcher(story.question()).find()
                && !COMPARES.matcher(story.question()).find()
                && parts.stream()
                        .noneMatch(part -> DENIED.matcher(part.text()).find()
                                || StoryWords.NOW.matcher(part.text()).find());
    }

    /** A store that grows and shrinks; its start, a change or its end is asked. */
    static Optional<String> changed(StoryText story) {
        List<Quantity> all = StoryWords.relevant(story);
        String question = story.question();
        if (ASKS_NEED.matcher(question).find()) {
            return StoryWords.difference(all.subList(0, 2));
        }
        if (UNDONE.matcher(question).find()
                && HELD.matcher(all.getFirst().text()).find()
                && all.size() > 1
                && all.stream().allMatch(quantity -> StoryWords.direction(quantity) == 0)
                && all.stream()
                        .noneMatch(quantity ->
                                StoryWords.NOW.matcher(quantity.text()).find())) {
            // 220 pages, 85 of them read: what is not done yet.
            return Optional.of(
                    "abs(" + all.getFirst().value() + "-(" + StoryWords.sum(all.subList(1, all.size())) + "))");
        }
        Quantity last = all.getLast();
        boolean endKnown = last.clause() < story.clauses().size()
                && (StoryWords.NOW.matcher(last.text()).find()
                        || StoryWords.NOW.matcher(last.after()).find())
                && (direction(story, last) >= 0 || last.context().contains(" left"));
        boolean startUnknown = !story.clauses().isEmpty()
                && StoryWords.SOME.matcher(story.clauses().getFirst()).find()
                && all.getFirst().clause() > 0;
        if (StoryWords.ASKS_START.matcher(question).find() || (startUnknown && endKnown)) {
            StringBuilder formula = new StringBuilder("0");
            for (Quantity quantity : all) {
                boolean end = StoryWords.NOW.matcher(quantity.text()).find();
                boolean gained = !end
                        && direction(story, quantity) > 0
                        && !story.clauses().getFirst().equals(quantity.text());
                formula.append(gained ? "-" : "+").append(quantity.value());
            }
            return Optional.of("abs(" + formula + ")");
        }
        if (endKnown && !StoryWords.ASKS_LEFT.matcher(question).find()) {
            StringBuilder rest = new StringBuilder(all.getFirst().value());
            for (Quantity quantity : all.subList(1, all.size() - 1)) {
                rest.append(direction(story, quantity) < 0 ? "-" : "+").append(quantity.value());
            }
            return Optional.of("abs((" + rest + ")-(" + last.value() + "))");
        }
        boolean lost = all.stream().anyMatch(quantity -> direction(story, quantity) < 0);
        if (lost && !StoryWords.ASKS_ALL.matcher(question).find()) {
            boolean allLost = all.stream().allMatch(quantity -> direction(story, quantity) < 0);
            StringBuilder formula = new StringBuilder("0");
            for (Quantity quantity : all) {
                boolean start = allLost && quantity.equals(all.getFirst());
                formula.append(direction(story, quantity) < 0 && !start ? "-" : "+")
                        .append(quantity.value());
            }
            return Optional.of("abs(" + formula + ")");
        }
        return Optional.empty();
    }

    /**
     * The same as {@link StoryWords#direction}, but what is picked or taken from a store that the story began with makes
     * that store smaller.
     */
    private static int direction(StoryText story, Quantity quantity) {
        Quantity first = story.quantities().getFirst();
        boolean takes = quantity.clause() > first.clause()
                && HELD.matcher(first.text()).find()
                && StoryWords.verb(quantity).map(TAKING::contains).orElse(false);
        if (!takes) {
            return StoryWords.direction(quantity);
        }
        String[] from = FROM.split(quantity.text().substring(quantity.at()), 2);
        Set<String> store = new HashSet<>(StoryText.words(first.before()));
        boolean fromStore = from.length == 2 && StoryWords.shared(store, StoryText.words(from[1])) > 0;
        return fromStore || REST.matcher(story.question()).find() ? -1 : StoryWords.direction(quantity);
    }

    /** Parts that make a whole. */
    static Optional<String> combined(StoryText story) {
        List<Quantity> parts = StoryWords.relevant(story);
        boolean grows = parts.stream().anyMatch(quantity -> quantity.text().contains("more"))
                || parts.stream().skip(1).allMatch(quantity -> StoryVerbs.direction(quantity.text()) > 0);
        boolean kinds = kinds(story, parts) || repeated(story, parts);
        return StoryWords.ASKS_ALL.matcher(story.question()).find() || grows || kinds || parts.size() > 2
                ? Optional.of(StoryWords.sum(parts))
                : Optional.empty();
    }

    /** Two kinds in one clause of which the question names neither, but what both are: boys and girls are pupils. */
    private static boolean kinds(StoryText story, List<Quantity> parts) {
        List<String> counted = StoryWords.counted(story);
        Set<String> wanted = new HashSet<>(counted);
        return parts.size() == 2
                && !counted.isEmpty()
                && parts.get(0).clause() == parts.get(1).clause()
                && parts.get(0).context().contains(" and ")
                && parts.stream()
                        .allMatch(part -> !part.noun().isEmpty()
                                && StoryWords.shared(wanted, part.words()) == 0
                                && StoryWords.direction(part) == 0)
                && !UNDONE.matcher(story.question()).find();
    }

    /** The same thing that happened to the same kind twice, asked for without saying when. */
    private static boolean repeated(StoryText story, List<Quantity> parts) {
        Set<String> same = StoryWords.asked(story);
        for (Quantity part : parts) {
            same.retainAll(StoryText.words(part.context()));
        }
        parts.forEach(part ->
                same.removeAll(part.noun().subList(0, Math.min(1, part.noun().size()))));
        return parts.size() == 2
                && !same.isEmpty()
                && parts.get(0).noun().equals(parts.get(1).noun())
                && story.clauses().stream()
                        .noneMatch(clause -> StoryWords.SOME.matcher(clause).find())
                && isSum(story, parts);
    }
}

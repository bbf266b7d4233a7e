package dev.maestro.local.experts.compute;

import dev.maestro.local.experts.compute.StoryText.Quantity;
import java.util.ArrayList;
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
        if (verbs.size() > 1 && done.size() > 1) {
            return Optional.of(StoryWords.sum(done));
        }
        if (!story.question().contains(" and ")) {
            return Optional.empty();
        }
        Set<String> asked = StoryWords.asked(story);
        asked.removeIf(word -> story.quantities().stream()
                .allMatch(quantity -> quantity.words().contains(word)));
        List<Quantity> wanted = story.quantities().stream()
                .filter(quantity -> StoryWords.shared(asked, quantity.words()) > 0)
                .toList();
        return wanted.size() >= 2 && wanted.size() < story.quantities().size()
                ? Optional.of(StoryWords.sum(wanted))
                : Optional.empty();
    }

    /** A store that grows and shrinks; its start, a change or its end is asked. */
    static Optional<String> changed(StoryText story) {
        List<Quantity> all = StoryWords.relevant(story);
        String question = story.question();
        if (ASKS_NEED.matcher(question).find()) {
            return StoryWords.difference(all.subList(0, 2));
        }
        Quantity last = all.getLast();
        boolean endKnown = last.clause() < story.clauses().size()
                && (StoryWords.NOW.matcher(last.text()).find()
                        || StoryWords.NOW.matcher(last.after()).find())
                && (StoryWords.direction(last) >= 0 || last.context().contains(" left"));
        boolean startUnknown = !story.clauses().isEmpty()
                && StoryWords.SOME.matcher(story.clauses().getFirst()).find()
                && all.getFirst().clause() > 0;
        if (StoryWords.ASKS_START.matcher(question).find() || (startUnknown && endKnown)) {
            StringBuilder formula = new StringBuilder("0");
            for (Quantity quantity : all) {
                boolean end = StoryWords.NOW.matcher(quantity.text()).find();
                boolean gained = !end
                        && StoryWords.direction(quantity) > 0
                        && !story.clauses().getFirst().equals(quantity.text());
                formula.append(gained ? "-" : "+").append(quantity.value());
            }
            return Optional.of("abs(" + formula + ")");
        }
        if (endKnown && !StoryWords.ASKS_LEFT.matcher(question).find()) {
            StringBuilder rest = new StringBuilder(all.getFirst().value());
            for (Quantity quantity : all.subList(1, all.size() - 1)) {
                rest.append(StoryWords.direction(quantity) < 0 ? "-" : "+").append(quantity.value());
            }
            return Optional.of("abs((" + rest + ")-(" + last.value() + "))");
        }
        boolean lost = all.stream().anyMatch(quantity -> StoryWords.direction(quantity) < 0);
        if (lost && !StoryWords.ASKS_ALL.matcher(question).find()) {
            StringBuilder formula = new StringBuilder("0");
            for (Quantity quantity : all) {
                formula.append(StoryWords.direction(quantity) < 0 ? "-" : "+").append(quantity.value());
            }
            return Optional.of("abs(" + formula + ")");
        }
        return Optional.empty();
    }

    /** Parts that make a whole. */
    static Optional<String> combined(StoryText story) {
        List<Quantity> parts = StoryWords.relevant(story);
        boolean grows = parts.stream().anyMatch(quantity -> quantity.text().contains("more"))
                || parts.stream().skip(1).allMatch(quantity -> StoryVerbs.direction(quantity.text()) > 0);
        return StoryWords.ASKS_ALL.matcher(story.question()).find() || grows || parts.size() > 2
                ? Optional.of(StoryWords.sum(parts))
                : Optional.empty();
    }
}

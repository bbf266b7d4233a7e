package dev.maestro.local.experts.compute;

import dev.maestro.local.experts.compute.StoryText.Quantity;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The change that a story tells without a number, {@code then she gave some away}: what start, end, and the changes
 * with a number leave of it.
 */
final class StoryUnknown {

    /** Whoever is behind it is at the other end of the change. */
    private static final Pattern TOWARDS = Pattern.compile("\\b(?:to|from|with|in|at)\\b");

    private StoryUnknown() {}

    /** {@code |start + known changes - end|}, if the question asks with the verb that {@code some} goes with. */
    static Optional<String> change(StoryText story) {
        Set<String> asked = new HashSet<>(StoryVerbs.all(story.question()));
        int some = -1;
        for (int i = 0; i < story.clauses().size(); i++) {
            String clause = story.clauses().get(i);
            if (StoryWords.SOME.matcher(clause).find()
                    && StoryVerbs.all(clause).stream().anyMatch(asked::contains)) {
                some = i;
            }
        }
        if (some < 0 || asked.isEmpty()) {
            return Optional.empty();
        }
        int changed = some;
        List<Quantity> told = StoryWords.relevant(story).stream()
                .filter(quantity -> quantity.clause() < story.clauses().size() && quantity.clause() != changed)
                .toList();
        Optional<Quantity> end = told.stream()
                .filter(quantity -> quantity.clause() > changed
                        && StoryWords.NOW.matcher(quantity.text()).find())
                .reduce((one, other) -> other);
        if (end.isEmpty()) {
            return Optional.empty();
        }
        Set<String> place =
                new HashSet<>(StoryText.words(end.get().text() + " " + TOWARDS.split(story.question(), 2)[0]));
        Optional<Quantity> start = told.stream()
                .filter(quantity -> quantity.clause() < changed)
                .sorted(Comparator.comparingInt(
                                (Quantity quantity) -> StoryWords.shared(place, StoryText.words(quantity.context())))
                        .reversed())
                .findFirst();
        return start.map(first -> {
            StringBuilder formula = new StringBuilder(first.value());
            for (Quantity quantity : told) {
                int direction = StoryWords.direction(quantity);
                if (direction != 0 && !quantity.equals(first) && !quantity.equals(end.get())) {
                    formula.append(direction < 0 ? "-" : "+").append(quantity.value());
                }
            }
            return "abs(" + formula + "-" + end.get().value() + ")";
        });
    }
}

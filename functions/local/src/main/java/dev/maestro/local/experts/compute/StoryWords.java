package dev.maestro.local.experts.compute;

import dev.maestro.local.experts.compute.StoryText.Quantity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the parts of a told problem share: who counts what, and which words of the question tell it. */
final class StoryWords {

    static final Pattern ASKS_START = Pattern.compile(
            "\\b(?:at first|initially|begin(?:ning)?|start(?:ed)?|originally|before|in the beginning|at the start)\\b");
    static final Pattern ASKS_LEFT =
            Pattern.compile("\\b(?:left|remain(?:s|ing|ed)?|still|now|rest|survive[ds]?|after|unsold|unused)\\b");
    static final Pattern ASKS_ALL = Pattern.compile(
            "\\b(?:in all|altogether|in total|total|all together|combined|together|both|overall|sum)\\b");
    static final Pattern NOW = Pattern.compile("\\b(?:now|left|ended up|remain(?:s|ed|ing)?|still)\\b");
    static final Pattern SOME = Pattern.compile("\\bsome\\b");

    private static final String AUXILIARY =
            "\\b(?:did|does|do|are|is|were|was|will|can|could|should|has|have|had|would|need|needs)\\b";
    private static final Set<String> TIME = Set.of("second", "minute", "hour", "day", "week", "month", "year");

    private StoryWords() {}

    /** Of the verb in front of it, else of its part of the clause, else of the whole clause. */
    static int direction(Quantity quantity) {
        List<String> verbs = StoryVerbs.all(quantity.before());
        if (verbs.size() == 1 && StoryVerbs.all(quantity.text()).size() > 1) {
            return StoryVerbs.direction(quantity.before());
        }
        int own = StoryVerbs.direction(quantity.context());
        return own != 0 ? own : StoryVerbs.direction(quantity.text());
    }

    /** The verb that governs a quantity: the last in front of it in its clause, else the first behind it. */
    static Optional<String> verb(Quantity quantity) {
        List<String> before = StoryVerbs.all(quantity.before());
        if (!before.isEmpty()) {
            return Optional.of(before.getLast());
        }
        return StoryVerbs.all(quantity.text().substring(quantity.at())).stream().findFirst();
    }

    /** Those named, with those that go on with the same thing unnamed: {@code then he ate 4 more}. */
    static List<Quantity> elliptical(List<Quantity> quantities, List<Quantity> named) {
        List<Quantity> all = new ArrayList<>();
        boolean mine = false;
        for (Quantity quantity : quantities) {
            boolean unnamed = quantity.noun().isEmpty() && quantity.words().isEmpty();
            mine = unnamed ? mine : named.contains(quantity);
            if (mine) {
                all.add(quantity);
            }
        }
        return all;
    }

    /** What the question joins by {@code and}: what it counts, or else when or where; empty when it joins nothing. */
    static List<String> listed(StoryText story) {
        String counted = story.question().split(AUXILIARY, 2)[0];
        return StoryText.words(counted.contains(" and ") ? counted : story.question());
    }

    static Set<String> asked(StoryText story) {
        return new HashSet<>(StoryText.words(story.question()));
    }

    /** The words of what is counted: those between {@code how many} and the next verb. */
    static List<String> counted(StoryText story) {
        String noun =
                story.question().replaceFirst("^how (?:many|much)\\s*", "").replaceFirst(AUXILIARY + ".*", "");
        return StoryText.words(noun);
    }

    /** Quantities of the things that are asked for; all when these are fewer than two. */
    static List<Quantity> relevant(StoryText story) {
        List<String> counted = counted(story);
        Set<String> wanted = new HashSet<>(counted);
        // How long it took is no part of a sum of things, unless something goes on at a rate.
        boolean asksTime = !counted.isEmpty() && TIME.contains(counted.getFirst());
        boolean timeless = !asksTime && StoryRates.of(story).isEmpty();
        List<Quantity> fitting = story.quantities().stream()
                .filter(quantity -> !timeless || !isTime(quantity))
                .filter(quantity -> quantity.noun().isEmpty() || fits(wanted, quantity, story))
                .toList();
        if (fitting.size() >= 2) {
            return fitting;
        }
        List<Quantity> things = story.quantities().stream()
                .filter(quantity -> !timeless || !isTime(quantity))
                .toList();
        return things.size() >= 2 ? things : story.quantities();
    }

    private static boolean isTime(Quantity quantity) {
        return !quantity.noun().isEmpty() && TIME.contains(quantity.noun().getFirst());
    }

    /** Whether a quantity counts what is wanted, and nothing that another quantity names better. */
    private static boolean fits(Set<String> wanted, Quantity quantity, StoryText story) {
        int mine = shared(wanted, quantity.words());
        int most = story.quantities().stream()
                .mapToInt(other -> shared(wanted, other.words()))
                .max()
                .orElse(0);
        return most == 0 || mine == most || (mine > 0 && most == 1);
    }

    static Set<String> verbs(Set<String> words) {
        return words.stream().filter(StoryVerbs::isVerb).collect(Collectors.toSet());
    }

    static Optional<String> difference(List<Quantity> quantities) {
        return quantities.size() < 2
                ? Optional.empty()
                : Optional.of("abs(" + quantities.get(0).value() + "-"
                        + quantities.get(1).value() + ")");
    }

    static String sum(List<Quantity> quantities) {
        return String.join("+", quantities.stream().map(Quantity::value).toList());
    }

    static int shared(Set<String> words, Collection<String> others) {
        int count = 0;
        for (String other : others) {
            count += words.contains(other) ? 1 : 0;
        }
        return count;
    }
}

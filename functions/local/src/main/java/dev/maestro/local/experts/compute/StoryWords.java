package dev.maestro.local.experts.compute;

import dev.maestro.local.experts.compute.StoryText.Quantity;
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

    private StoryWords() {}

    /** Of its part of the clause, else of the whole clause. */
    static int direction(Quantity quantity) {
        int own = StoryVerbs.direction(quantity.context());
        return own != 0 ? own : StoryVerbs.direction(quantity.text());
    }

    static Set<String> asked(StoryText story) {
        return new HashSet<>(StoryText.words(story.question()));
    }

    /** The words of what is counted: those between {@code how many} and the next verb. */
    static List<String> counted(StoryText story) {
        String noun = story.question()
                .replaceFirst("^how (?:many|much)\\s*", "")
                .replaceFirst(
                        "\\b(?:did|does|do|are|is|were|was|will|can|could|should|has|have|had|would|need|needs)\\b.*",
                        "");
        return StoryText.words(noun);
    }

    /** Quantities of the things that are asked for; all when these are fewer than two. */
    static List<Quantity> relevant(StoryText story) {
        List<String> counted = counted(story);
        Set<String> wanted = new HashSet<>(counted);
        List<Quantity> fitting = story.quantities().stream()
                .filter(quantity -> quantity.noun().isEmpty() || fits(wanted, quantity, story))
                .toList();
        return fitting.size() >= 2 ? fitting : story.quantities();
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

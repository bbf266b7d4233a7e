package dev.maestro.local.experts.compute;

import dev.maestro.local.experts.compute.StoryText.Quantity;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Told problems about what covers rectangles: floors, walls, lawns. */
final class StoryArea {

    private static final Pattern LONG = Pattern.compile("^ (?:[a-z]+ )?(?:long|in length)\\b");
    private static final Pattern WIDE = Pattern.compile("^ (?:[a-z]+ )?(?:wide|in width|high|tall)\\b");
    private static final Pattern ASKS_AREA = Pattern.compile(
            "\\b(?:area|carpet|cover|covers|covered|tiles?|paint|grass|square (?:feet|metres|meters))\\b");

    private StoryArea() {}

    /** Length by width, as many times as there are such rectangles when the question names these. */
    static Optional<String> covered(StoryText story) {
        List<Quantity> lengths = matching(story, LONG);
        List<Quantity> widths = matching(story, WIDE);
        if (lengths.size() != 1
                || widths.size() != 1
                || !ASKS_AREA.matcher(story.question()).find()) {
            return Optional.empty();
        }
        Set<String> asked = new HashSet<>(StoryWords.asked(story));
        StringBuilder formula = new StringBuilder(
                lengths.getFirst().value() + "*" + widths.getFirst().value());
        for (Quantity quantity : story.quantities()) {
            boolean side = quantity.equals(lengths.getFirst()) || quantity.equals(widths.getFirst());
            if (!side && StoryWords.shared(asked, quantity.noun()) > 0) {
                formula.append("*").append(quantity.value());
            }
        }
        return Optional.of(formula.toString());
    }

    private static List<Quantity> matching(StoryText story, Pattern side) {
        return story.quantities().stream()
                .filter(quantity -> side.matcher(quantity.after()).find())
                .toList();
    }
}

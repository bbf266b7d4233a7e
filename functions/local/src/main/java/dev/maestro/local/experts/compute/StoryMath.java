package dev.maestro.local.experts.compute;

import java.util.Optional;

/**
 * Formulas for problems that are told in words: what happened to a store, how two compare, shares and rates. Rules over
 * who counts what, in the manner of the schemas of Kintsch and Greeno (1985): change, combine, compare, and groups of
 * equal size. Gives none where the story has fewer than two quantities.
 */
final class StoryMath {

    private StoryMath() {}

    /** A formula for what the story asks, or empty. */
    static Optional<String> formula(String told) {
        StoryText story = StoryText.of(told);
        if (story.question().isEmpty()
                || story.quantities().size() < 2
                || story.quantities().size() > 8
                || !story.question().startsWith("how")) {
            return Optional.empty();
        }
        return StoryComparison.compared(story)
                .or(() -> StoryComparison.stepped(story))
                .or(() -> StoryUnknown.change(story))
                .or(() -> StoryArea.covered(story))
                .or(() -> StoryGroups.sharedOut(story))
                .or(() -> StoryGroups.multiplied(story))
                .or(() -> StoryChange.whole(story))
                .or(() -> StoryChange.named(story))
                .or(() -> StoryChange.changed(story))
                .or(() -> StoryChange.combined(story))
                .or(() -> StoryWords.difference(StoryWords.relevant(story)));
    }
}

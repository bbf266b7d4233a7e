package dev.maestro.report;

import dev.maestro.core.evaluate.batch.ItemResult;
import dev.maestro.core.evaluate.batch.ItemStep;
import dev.maestro.report.Findings.FailureReason;
import dev.maestro.report.Page.Card;
import dev.maestro.report.Page.Choice;
import dev.maestro.report.Page.StepRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Wrong answers with their pictures and steps. */
final class FailureCards {

    private static final int RIGHT_SHOWN = 6;
    private static final int PICTURES_SHOWN = 4;

    private FailureCards() {}

    /** The cards, in the order of the reasons; one whose result is not there is left out. */
    static List<Card> of(List<FailureReason> reasons, Map<String, ItemResult> wrong) {
        List<Card> cards = new ArrayList<>();
        for (FailureReason reason : reasons) {
            ItemResult result = wrong.get(key(reason.benchmark(), reason.id()));
            if (result != null) {
                cards.add(card(cards.size() + 1, reason, result));
            }
        }
        return cards;
    }

    /** By which results are looked up. */
    static String key(String benchmark, String id) {
        return benchmark + '\n' + id;
    }

    private static Card card(int number, FailureReason reason, ItemResult result) {
        List<String> pictures = result.images().stream()
                .limit(PICTURES_SHOWN)
                .map(Thumbnails::of)
                .flatMap(Optional::stream)
                .toList();
        return new Card(
                number,
                result.benchmark(),
                result.id(),
                result.family(),
                result.question(),
                choices(result),
                pictures,
                result.images().size() - pictures.size(),
                result.expected(),
                answer(result.answer()),
                result.outcome() + (result.reason() == null ? "" : " (" + result.reason() + ")"),
                Numbers.percent(result.score()),
                result.metric(),
                reason.predicted() < 0 ? "" : Numbers.percent(reason.predicted()) + " %",
                rightOnes(reason.rightOnes()),
                result.steps().stream().map(FailureCards::step).toList(),
                result.episodeId());
    }

    private static String answer(@Nullable String answer) {
        return answer == null ? "no answer" : answer.isBlank() ? "(empty)" : answer;
    }

    private static List<Choice> choices(ItemResult result) {
        List<Choice> choices = new ArrayList<>();
        for (int i = 0; i < result.choices().size(); i++) {
            String letter = String.valueOf((char) ('A' + i));
            choices.add(new Choice(letter, result.choices().get(i), letter.equals(result.expected())));
        }
        return choices;
    }

    private static String rightOnes(List<String> names) {
        String shown = String.join(", ", names.subList(0, Math.min(RIGHT_SHOWN, names.size())));
        return names.size() > RIGHT_SHOWN ? shown + " and " + (names.size() - RIGHT_SHOWN) + " more" : shown;
    }

    private static StepRow step(ItemStep step) {
        return new StepRow(
                step.step() + 1,
                step.pair(),
                step.outcome(),
                step.text(),
                Numbers.plain(step.latencyMillis()),
                Numbers.plain(step.costMicroUsd()),
                String.join(", ", step.rivals()));
    }
}

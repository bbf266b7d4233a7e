package dev.maestro.local.experts.compute;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.maestro.core.episode.Json;
import dev.maestro.local.experts.ExpertCall;
import dev.maestro.local.experts.ExpertEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Capability {@code compute}: finds what is to be calculated in the question, else in the evidence, and calculates it
 * with Symja. Text that asks for anything but arithmetic and algebra gets no answer. Thread-safe.
 */
public final class Compute implements ExpertEngine {

    private static final int LONGEST_QUESTION = 4_000;
    private static final int LONGEST_EVIDENCE = 20_000;
    private static final long LIMIT_MILLIS = 2_000;

    private final Calculator calculator = new Calculator(LIMIT_MILLIS);

    @Override
    public JsonNode answer(ExpertCall call) {
        String question = bounded(call, "question", LONGEST_QUESTION);
        String evidence = bounded(call, "evidence", LONGEST_EVIDENCE);
        ObjectNode answer = Json.mapper().createObjectNode();
        List<Calculation> candidates = candidates(question, evidence);
        for (Calculation candidate : candidates) {
            call.checkCancelled();
            Optional<String> value = calculator.value(candidate);
            if (value.isPresent()) {
                return answer.put("answer", value.get()).put("expression", candidate.shown());
            }
        }
        String reason = candidates.isEmpty()
                ? "neither question nor evidence holds something to calculate"
                : "no number comes out of " + candidates.getFirst().shown();
        return answer.put("answer", "").put("reason", reason);
    }

    private static String bounded(ExpertCall call, String option, int longest) {
        String text = call.text(option, "");
        if (text.length() > longest) {
            throw ExpertCall.badOptions(
                    option + " has " + text.length() + " characters; at most " + longest + " are read");
        }
        return text;
    }

    /** What may be meant, the likeliest first. */
    private static List<Calculation> candidates(String question, String evidence) {
        List<Calculation> candidates = new ArrayList<>();
        MathWords.formula(question).flatMap(SafeMath::of).map(Calculation::of).ifPresent(candidates::add);
        MathText.calculation(question, question).ifPresent(candidates::add);
        FigureMath.formula(question, evidence)
                .flatMap(SafeMath::of)
                .map(Calculation::of)
                .ifPresent(candidates::add);
        SeriesMath.formula(question, evidence)
                .flatMap(SafeMath::of)
                .map(Calculation::of)
                .ifPresent(candidates::add);
        if (evidence.isBlank()) {
            StoryMath.formula(question)
                    .flatMap(SafeMath::of)
                    .map(Calculation::of)
                    .ifPresent(candidates::add);
        }
        MathWords.formula(evidence).flatMap(SafeMath::of).map(Calculation::of).ifPresent(candidates::add);
        MathText.calculation(evidence, question).ifPresent(candidates::add);
        return candidates;
    }
}

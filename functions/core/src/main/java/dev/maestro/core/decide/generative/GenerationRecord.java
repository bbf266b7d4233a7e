package dev.maestro.core.decide.generative;

import dev.maestro.schema.wire.Decision;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a decision keeps of a generation, in its fields {@code generation} and {@code text}: enough to rebuild the context to the
 * character and the trajectory to the token.
 *
 * @param added messages that came into the context before this turn
 * @param text of the turn
 * @param context what stands in the context after it, see {@link Generation#context()}
 * @param closed whether the model ended its turn itself
 * @param tokenIds shape [n], all sampled tokens
 * @param logProbabilities shape [n], in the order of the ids
 * @param finishReason as the endpoint says it
 * @param inputTokens of the whole prompt
 * @param promptDigest of the resources that the prompt is made of
 */
public record GenerationRecord(
        List<Message> added,
        String text,
        String context,
        boolean closed,
        List<Integer> tokenIds,
        List<Double> logProbabilities,
        String finishReason,
        long inputTokens,
        String promptDigest) {

    static final String FIELD = "generation";

    /** Field of a decision's extra values with the text of the turn, which {@code reward} reads too. */
    static final String TEXT = "text";

    public GenerationRecord {
        added = List.copyOf(added);
        tokenIds = List.copyOf(tokenIds);
        logProbabilities = List.copyOf(logProbabilities);
        if (tokenIds.size() != logProbabilities.size()) {
            throw new IllegalArgumentException(
                    tokenIds.size() + " token ids have " + logProbabilities.size() + " log-probabilities");
        }
    }

    static GenerationRecord of(List<Message> added, Generation generation, String promptDigest) {
        return new GenerationRecord(
                added,
                generation.text(),
                generation.context(),
                generation.closed(),
                generation.tokens().stream().map(Generation.Token::id).toList(),
                generation.tokens().stream()
                        .map(Generation.Token::logProbability)
                        .toList(),
                generation.finishReason(),
                generation.inputTokens(),
                promptDigest);
    }

    /** What a decision kept; empty for one of another policy. */
    public static Optional<GenerationRecord> of(Decision decision) {
        return decision.extra().get(FIELD) instanceof Map<?, ?> map
                ? Optional.of(read(map, text(decision.extra(), TEXT)))
                : Optional.empty();
    }

    /** In the form that {@link Decision#extra()} carries. */
    Map<String, Object> extra() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(
                "added",
                added.stream()
                        .map(message -> Map.<String, Object>of(
                                "role", message.role(), "text", message.text(), "images", message.images()))
                        .toList());
        map.put("context", context);
        map.put("closed", closed);
        map.put("tokenIds", tokenIds);
        map.put("logProbabilities", logProbabilities);
        map.put("finishReason", finishReason);
        map.put("inputTokens", inputTokens);
        map.put("promptDigest", promptDigest);
        return Map.of(FIELD, map, TEXT, text);
    }

    private static GenerationRecord read(Map<?, ?> map, String text) {
        List<Message> added = new ArrayList<>();
        for (Object each : list(map, "added")) {
            if (each instanceof Map<?, ?> message) {
                added.add(new Message(
                        text(message, "role"), text(message, "text"), (int) number(message, "images"), false));
            }
        }
        return new GenerationRecord(
                added,
                text,
                text(map, "context"),
                Boolean.TRUE.equals(map.get("closed")),
                list(map, "tokenIds").stream()
                        .map(id -> ((Number) id).intValue())
                        .toList(),
                list(map, "logProbabilities").stream()
                        .map(value -> ((Number) value).doubleValue())
                        .toList(),
                text(map, "finishReason"),
                number(map, "inputTokens"),
                text(map, "promptDigest"));
    }

    private static String text(Map<?, ?> map, String field) {
        return map.get(field) instanceof String text ? text : "";
    }

    private static long number(Map<?, ?> map, String field) {
        return map.get(field) instanceof Number number ? number.longValue() : 0;
    }

    private static List<?> list(Map<?, ?> map, String field) {
        return map.get(field) instanceof List<?> list ? list : List.of();
    }
}

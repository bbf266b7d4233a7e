package dev.maestro.core.decide.generative;

import java.util.List;

/**
 * One turn as the model wrote it.
 *
 * @param text of the turn, with the stop that ended it
 * @param tokens all that were sampled, in order; empty when the endpoint does not tell them
 * @param finishReason {@code stop}, {@code length} or what else the endpoint says
 * @param inputTokens of the prompt, images included
 * @param outputTokens sampled
 */
public record Generation(String text, List<Token> tokens, String finishReason, long inputTokens, long outputTokens) {

    public Generation {
        tokens = List.copyOf(tokens);
    }

    /**
     * A sampled token.
     *
     * @param id in the model's vocabulary
     * @param logProbability under the model that sampled it, at the temperature's distribution as the engine reports it
     * @param text decoded alone; a part of a character decodes to a replacement character
     */
    public record Token(int id, double logProbability, String text) {}

    /**
     * What stands in the context after this turn: all sampled tokens, decoded, so that the next prompt goes on exactly
     * where sampling ended, also when the last token reached beyond the stop. The text alone when tokens are not told
     * or do not decode one by one.
     */
    public String context() {
        StringBuilder decoded = new StringBuilder();
        tokens.forEach(token -> decoded.append(token.text()));
        String all = decoded.toString();
        return all.startsWith(text) ? all : text;
    }

    /** Whether the model ended its turn itself, with the end token of the template. */
    public boolean closed() {
        return !tokens.isEmpty()
                && tokens.getLast().text().equals(QwenTemplate.END)
                && context().endsWith(QwenTemplate.END);
    }
}

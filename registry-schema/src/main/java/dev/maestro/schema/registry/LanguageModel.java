package dev.maestro.schema.registry;

import org.jspecify.annotations.Nullable;

/**
 * The language model behind a generative policy.
 *
 * @param endpoint where it is served
 * @param secretRef name of the secret with its key, resolved in {@code decide} only
 * @param price what its tokens cost
 * @param limits what it accepts; {@code maxOutputTokens} bounds one turn
 * @param parallelCalls the most calls that one turn may make, at least 1
 * @param directAnswers whether it may answer before any call; the paper's policy may not
 * @param opensThinking whether the chat template opens the think block for it, as that of a Thinking model does
 */
public record LanguageModel(
        Endpoint endpoint,
        @Nullable String secretRef,
        Price price,
        Limits limits,
        int parallelCalls,
        boolean directAnswers,
        boolean opensThinking) {

    public LanguageModel {
        price = price == null ? Price.FREE : price;
        limits = limits == null ? Limits.DEFAULT : limits;
        if (parallelCalls < 1) {
            throw new IllegalArgumentException("parallelCalls must be 1 or more, was " + parallelCalls);
        }
    }
}

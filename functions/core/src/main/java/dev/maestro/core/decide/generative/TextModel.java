package dev.maestro.core.decide.generative;

import dev.maestro.schema.registry.LanguageModel;
import dev.maestro.schema.wire.ImageRef;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The language model behind a generative policy, wherever it is served. Thread-safe. */
@FunctionalInterface
public interface TextModel {

    /**
     * Continues a conversation.
     *
     * @param deadline of the episode; the model's own timeout binds too
     * @return empty when the deadline passed before it was done
     * @throws dev.maestro.core.episode.TerminalException when the model cannot be used, with what to do about it;
     *     trying again was of no help
     */
    Optional<Generation> generate(Request request, Instant deadline);

    /**
     * Continues a conversation, and tells what is written while it is. A model that cannot tells nothing.
     *
     * @param writing called on threads of the model's, one at a time, until this method returns; must not block
     */
    default Optional<Generation> generate(Request request, Instant deadline, Writing writing) {
        return generate(request, deadline);
    }

    /** A turn while it is written. */
    interface Writing {

        /** A try begins; what was written before is void. */
        void begins();

        /** The next piece of the turn. */
        void wrote(String piece);
    }

    /**
     * What is asked.
     *
     * @param policyId for messages
     * @param model which model, where
     * @param messages the last one is a user's
     * @param images of the task, in order; the first user message shows them
     * @param stops texts that end the turn and stay in it
     * @param temperature 0 for the likeliest token
     * @param seed of the sampling, 0 or more
     * @param maxTokens of this turn
     */
    record Request(
            String policyId,
            LanguageModel model,
            List<Message> messages,
            List<ImageRef> images,
            List<String> stops,
            double temperature,
            int seed,
            int maxTokens) {

        public Request {
            messages = List.copyOf(messages);
            images = List.copyOf(images);
            stops = List.copyOf(stops);
        }
    }
}

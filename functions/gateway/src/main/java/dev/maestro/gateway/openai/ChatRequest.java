package dev.maestro.gateway.openai;

import dev.maestro.gateway.submission.Question;
import dev.maestro.schema.wire.Budget;
import dev.maestro.schema.wire.Purpose;
import dev.maestro.schema.wire.Reference;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A chat completion that is asked for.
 *
 * @param model as the client named it
 * @param question what it comes to
 * @param stream whether the answer is wanted as server-sent events
 * @param includeUsage whether a stream ends with what was used
 * @param ignored parameters that were given and change nothing, in order
 */
record ChatRequest(String model, Question question, boolean stream, boolean includeUsage, List<String> ignored) {

    ChatRequest {
        ignored = List.copyOf(ignored);
    }

    /**
     * The extension object {@code maestro} of a request; null means the default.
     *
     * @param budget limits of the episode; those that are left out keep their defaults
     * @param deadlineMillis longest time of the episode; goes before {@code budget.maxMillis}
     * @param costWeight how much cost weighs against being right
     * @param experts only these
     * @param skills only these
     * @param purpose {@code serve} unless said otherwise
     * @param choices options of a multiple-choice question
     * @param reference the right answer, where it is known
     */
    record Extension(
            @Nullable Budget budget,
            @Nullable Long deadlineMillis,
            @Nullable Double costWeight,
            @Nullable List<String> experts,
            @Nullable List<String> skills,
            @Nullable Purpose purpose,
            @Nullable List<String> choices,
            @Nullable Reference reference) {

        static final Extension NONE = new Extension(null, null, null, null, null, null, null, null);

        Extension {
            if (deadlineMillis != null && deadlineMillis < 1) {
                throw new IllegalArgumentException("maestro.deadlineMillis must be 1 or more, was " + deadlineMillis);
            }
        }

        /** The budget with the deadline in it; null when neither was given. */
        @Nullable
        Budget bound() {
            if (deadlineMillis == null) {
                return budget;
            }
            Budget of = budget == null ? Budget.DEFAULT : budget;
            return new Budget(of.maxSteps(), of.maxCalls(), of.maxTokens(), of.maxCostMicroUsd(), deadlineMillis);
        }
    }
}

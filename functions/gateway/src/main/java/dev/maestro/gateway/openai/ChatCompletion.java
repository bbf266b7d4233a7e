package dev.maestro.gateway.openai;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.maestro.gateway.episode.EpisodeView;
import dev.maestro.gateway.episode.StepRow;
import dev.maestro.gateway.question.QuestionAccepted;
import dev.maestro.schema.wire.EpisodeEnd;
import dev.maestro.schema.wire.Usage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A chat completion, or a part of a streamed one, as OpenAI defined it.
 *
 * @param id {@code chatcmpl-} and the episode's id
 * @param object {@code chat.completion} or {@code chat.completion.chunk}
 * @param created in seconds
 * @param model as the client named it
 * @param choices one; none in the chunk that tells the usage
 * @param usage null where it is not told
 * @param maestro the extension; null in all chunks but the last with a choice
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ChatCompletion(
        String id,
        String object,
        long created,
        String model,
        List<Choice> choices,
        @Nullable Tokens usage,
        @Nullable Episode maestro) {

    static final String WHOLE = "chat.completion";
    static final String CHUNK = "chat.completion.chunk";

    /**
     * What was answered.
     *
     * @param message null in a chunk
     * @param delta null in a whole completion
     * @param finishReason {@code stop}, {@code length} when a limit of the episode was reached, null while more comes
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Choice(
            int index,
            @Nullable Message message,
            @Nullable Message delta,

            @JsonProperty("finish_reason") @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable
            String finishReason) {}

    /** A message, or what is new in it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Message(@Nullable String role, @Nullable String content) {

        static final Message NOTHING = new Message(null, null);
    }

    /**
     * What the whole episode used: the policy and every expert call.
     *
     * @param promptTokens read by models
     * @param completionTokens written by models
     * @param costMicroUsd price of the work
     * @param billedMicroUsd what was paid; less after a cache hit
     */
    record Tokens(
            @JsonProperty("prompt_tokens") long promptTokens,
            @JsonProperty("completion_tokens") long completionTokens,
            @JsonProperty("total_tokens") long totalTokens,
            @JsonProperty("cost_micro_usd") double costMicroUsd,
            @JsonProperty("billed_micro_usd") double billedMicroUsd) {

        static Tokens of(Usage usage) {
            long output = Math.min(usage.outputTokens(), usage.tokens());
            return new Tokens(
                    usage.tokens() - output, output, usage.tokens(), usage.costMicroUsd(), usage.billedMicroUsd());
        }
    }

    /**
     * The extension object {@code maestro} of a reply.
     *
     * @param location where the episode can be read, now and later
     * @param status {@code ended}; {@code accepted} when the wait was over before
     * @param end how it ended
     * @param ignored parameters of the request that changed nothing
     * @param answer the whole answer, where a stream had told another beginning of it; else null
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Episode(
            String episodeId,
            String taskId,
            String location,
            String status,
            @Nullable EpisodeEnd end,
            @Nullable String policyId,
            @Nullable String policyVersion,
            @Nullable Usage cost,
            @Nullable List<StepRow> steps,
            @Nullable Double latencyMillis,
            @Nullable List<String> ignored,
            @Nullable List<String> warnings,
            @Nullable String answer) {

        /** With the answer that replaces what was streamed. */
        Episode withAnswer(String whole) {
            return new Episode(
                    episodeId,
                    taskId,
                    location,
                    status,
                    end,
                    policyId,
                    policyVersion,
                    cost,
                    steps,
                    latencyMillis,
                    ignored,
                    warnings,
                    whole);
        }

        static Episode of(QuestionAccepted accepted, ChatRequest request, @Nullable EpisodeView view) {
            List<String> ignored = request.ignored().isEmpty() ? null : request.ignored();
            return view == null
                    ? new Episode(
                            accepted.episodeId(),
                            accepted.taskId(),
                            accepted.location(),
                            accepted.status(),
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            ignored,
                            accepted.warnings(),
                            null)
                    : new Episode(
                            view.episodeId(),
                            view.taskId(),
                            accepted.location(),
                            view.status(),
                            view.end(),
                            view.policyId(),
                            view.policyVersion(),
                            view.cost(),
                            view.steps(),
                            view.latencyMillis(),
                            ignored,
                            view.warnings(),
                            null);
        }
    }

    static ChatCompletion whole(ChatRequest request, QuestionAccepted accepted, EpisodeView view, long created) {
        return new ChatCompletion(
                "chatcmpl-" + accepted.episodeId(),
                WHOLE,
                created,
                request.model(),
                List.of(new Choice(0, new Message("assistant", text(view)), null, finishReason(view))),
                Tokens.of(view.cost()),
                Episode.of(accepted, request, view));
    }

    /** The answer; nothing when a limit was reached before there was one. */
    static String text(EpisodeView view) {
        return view.answer() == null ? "" : view.answer();
    }

    static String finishReason(EpisodeView view) {
        return view.end() instanceof EpisodeEnd.Exhausted ? "length" : "stop";
    }
}

package dev.maestro.gateway.openai;

import dev.maestro.gateway.episode.EpisodeView;
import dev.maestro.gateway.problem.JsonBodies;
import dev.maestro.gateway.problem.Problem;
import dev.maestro.gateway.question.Questions;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One chat completion as server-sent events: the role, the answer, the reason why it ends with the episode, perhaps what
 * was used, and {@code [DONE]}. When it is cut off, the episode goes on.
 *
 * <p>Where the policy tells its answer while writing it, pieces are sent as they come. The end of the episode is the
 * truth: when it does not go on from what was sent, the right answer follows whole behind an empty line, and stands in
 * {@code maestro.answer}. Not thread-safe.
 */
final class ChatStream {

    private static final Duration HEARTBEAT = Duration.ofSeconds(5);
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final String CORRECTION = "\n\n";

    private final ChatRequest request;
    private final Questions.Asked asked;
    private final long created;
    private final OutputStream out;
    private final BooleanSupplier left;
    private String told = "";

    /**
     * Makes one.
     *
     * @param created seconds since 1970
     * @param left whether the client is gone: not every stream fails when nobody reads it any more
     */
    ChatStream(ChatRequest request, Questions.Asked asked, long created, OutputStream out, BooleanSupplier left) {
        this.request = request;
        this.asked = asked;
        this.created = created;
        this.out = out;
        this.left = left;
    }

    /**
     * Sends all of it.
     *
     * @param longest how long to wait for the end
     * @throws IOException when the client is gone
     */
    void send(Duration longest) throws IOException {
        chunk(new ChatCompletion.Message("assistant", ""), null, null);
        long until = System.nanoTime() + longest.toNanos();
        long heartbeat = System.nanoTime() + HEARTBEAT.toNanos();
        Optional<EpisodeView> end = Optional.empty();
        while (end.isEmpty() && System.nanoTime() < until) {
            Duration patience = Duration.ofNanos(Math.max(1, until - System.nanoTime()));
            end = asked.end(patience.compareTo(LOOK) < 0 ? patience : LOOK);
            checkReader();
            if (end.isEmpty() && !tell(asked.answerSoFar()) && System.nanoTime() > heartbeat) {
                write(": " + asked.accepted().episodeId() + " is running\n\n");
                heartbeat = System.nanoTime() + HEARTBEAT.toNanos();
            }
        }
        finish(end.orElse(null));
    }

    /** Sends what is new in the answer, unless it does not go on from what was sent. */
    private boolean tell(String answer) throws IOException {
        if (answer.length() <= told.length() || !answer.startsWith(told)) {
            return false;
        }
        chunk(new ChatCompletion.Message(null, answer.substring(told.length())), null, null);
        told = answer;
        return true;
    }

    private void finish(@Nullable EpisodeView view) throws IOException {
        ChatCompletion.Episode episode = ChatCompletion.Episode.of(asked.accepted(), request, view);
        Optional<Problem> problem = ChatProblems.of(asked.accepted(), view);
        if (view == null || problem.isPresent()) {
            data(ChatProblems.body(problem.orElseThrow(), episode));
            return;
        }
        String text = ChatCompletion.text(view);
        boolean corrected = !tell(text) && !text.equals(told);
        if (corrected && !text.isEmpty()) {
            chunk(new ChatCompletion.Message(null, CORRECTION + text), null, null);
        }
        chunk(
                ChatCompletion.Message.NOTHING,
                ChatCompletion.finishReason(view),
                corrected ? episode.withAnswer(text) : episode);
        if (request.includeUsage()) {
            data(completion(List.of(), ChatCompletion.Tokens.of(view.cost()), null));
        }
        write("data: [DONE]\n\n");
    }

    private void chunk(
            ChatCompletion.Message delta, @Nullable String finishReason, ChatCompletion.@Nullable Episode episode)
            throws IOException {
        data(completion(List.of(new ChatCompletion.Choice(0, null, delta, finishReason)), null, episode));
    }

    private ChatCompletion completion(
            List<ChatCompletion.Choice> choices,
            ChatCompletion.@Nullable Tokens usage,
            ChatCompletion.@Nullable Episode episode) {
        return new ChatCompletion(
                "chatcmpl-" + asked.accepted().episodeId(),
                ChatCompletion.CHUNK,
                created,
                request.model(),
                choices,
                usage,
                episode);
    }

    private void data(Object value) throws IOException {
        write("data: " + new String(JsonBodies.bytes(value), StandardCharsets.UTF_8) + "\n\n");
    }

    private void checkReader() throws IOException {
        if (left.getAsBoolean()) {
            throw new IOException("the client is gone");
        }
    }

    private void write(String text) throws IOException {
        checkReader();
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}

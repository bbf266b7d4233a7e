package dev.maestro.gateway.openai;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.maestro.gateway.episode.EpisodeView;
import dev.maestro.gateway.problem.JsonBodies;
import dev.maestro.gateway.problem.Problem;
import dev.maestro.gateway.problem.ProblemException;
import dev.maestro.gateway.question.QuestionAccepted;
import dev.maestro.schema.wire.EpisodeEnd;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Errors in the form that clients of OpenAI's API read. */
public final class ChatProblems {

    /** Stops OpenAI's clients from sending the request again by themselves: the episode stands. */
    static final String SHOULD_RETRY = "x-should-retry";

    /** Codes that these clients know under a name of OpenAI's. */
    private static final Map<String, String> KNOWN = Map.of(
            "no-key", "invalid_api_key",
            "unknown-key", "invalid_api_key",
            "unknown-model", "model_not_found",
            "question-too-long", "context_length_exceeded",
            "rate-limit", "rate_limit_exceeded",
            "quota", "insufficient_quota");

    /** The body. */
    public record Body(Details error) {}

    /**
     * What went wrong.
     *
     * @param type of error, such as {@code invalid_request_error}
     * @param param the field that it is about, or null
     * @param code stable
     * @param maestro the episode, where there is one
     */
    public record Details(
            String message,
            String type,
            @Nullable String param,
            String code,

            @JsonInclude(JsonInclude.Include.NON_NULL) ChatCompletion.@Nullable Episode maestro) {}

    private ChatProblems() {}

    /** Whether errors of an address have this form. */
    public static boolean are(String path) {
        String rest = path.startsWith("/") ? path.substring(1) : path;
        return rest.startsWith("v1/chat/") || rest.equals("v1/models") || rest.startsWith("v1/models/");
    }

    public static Body body(Problem problem, ChatCompletion.@Nullable Episode episode) {
        String code = KNOWN.getOrDefault(problem.code(), problem.code().replace('-', '_'));
        return new Body(new Details(problem.detail(), type(problem.status()), problem.param(), code, episode));
    }

    private static String type(int status) {
        return switch (status) {
            case 401 -> "authentication_error";
            case 403 -> "permission_error";
            case 429 -> "rate_limit_error";
            default -> status >= 500 ? "server_error" : "invalid_request_error";
        };
    }

    /** The same reply with the same headers and a body of this form. */
    public static Response response(ProblemException e) {
        return Response.fromResponse(e.response())
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(JsonBodies.bytes(body(e.problem(), null)))
                .build();
    }

    /**
     * What a client has to hear of an episode's end.
     *
     * @param view null when it did not end in time
     * @return empty when it is an answer, or a limit that was reached
     */
    public static Optional<Problem> of(QuestionAccepted accepted, @Nullable EpisodeView view) {
        if (view == null) {
            return Optional.of(Problem.of(
                    504,
                    "timeout",
                    "the episode did not end while this request could wait; it goes on, and GET " + accepted.location()
                            + " will have its answer"));
        }
        EpisodeEnd end = view.end();
        if (end == null) {
            throw new IllegalStateException("an episode that ended has an end: " + view.episodeId());
        }
        return switch (end) {
            case EpisodeEnd.Answered answered -> Optional.empty();
            case EpisodeEnd.Exhausted exhausted -> Optional.empty();
            case EpisodeEnd.Refused refused -> Optional.of(Problem.of(400, refused.code(), refused.message()));
            case EpisodeEnd.Broken broken ->
                Optional.of(Problem.of(
                        502,
                        broken.code(),
                        "the episode broke off: " + broken.message() + " See GET " + accepted.location()));
        };
    }
}

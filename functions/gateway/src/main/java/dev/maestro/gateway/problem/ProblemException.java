package dev.maestro.gateway.problem;

import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Ends a request with a {@link Problem}. */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final Duration STORE_RETRY_AFTER = Duration.ofSeconds(10);

    private final transient Problem problem;
    private final @Nullable Duration retryAfter;

    private ProblemException(Problem problem, @Nullable Duration retryAfter, @Nullable Throwable cause) {
        super(problem.code() + ": " + problem.detail(), cause);
        this.problem = problem;
        this.retryAfter = retryAfter;
    }

    /** The request must be changed. */
    public static ProblemException of(int status, String code, String detail) {
        return new ProblemException(Problem.of(status, code, detail), null, null);
    }

    public static ProblemException of(Problem problem) {
        return new ProblemException(problem, null, null);
    }

    public static ProblemException badRequest(String code, String detail) {
        return of(400, code, detail);
    }

    public static ProblemException notFound(String detail) {
        return of(404, "unknown-episode", detail);
    }

    /** The same request may work later. */
    public static ProblemException later(String code, String detail, Duration retryAfter, @Nullable Throwable cause) {
        return new ProblemException(Problem.of(503, code, detail), retryAfter, cause);
    }

    /** The tenant asks too much; the same request may work later. */
    public static ProblemException tooMany(String code, String detail, Duration retryAfter) {
        return new ProblemException(Problem.of(429, code, detail), retryAfter, null);
    }

    /** The object store is away or full. */
    public static ProblemException storeFailed(IOException e) {
        return later(
                "object-store-unavailable",
                "the object store cannot be used (" + e.getMessage()
                        + "); nothing was accepted. Check its disk space, then send the request again",
                STORE_RETRY_AFTER,
                e);
    }

    public Problem problem() {
        return problem;
    }

    public Response response() {
        Response.ResponseBuilder builder =
                Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(JsonBodies.bytes(problem));
        if (retryAfter != null) {
            builder.header("Retry-After", Math.max(1, retryAfter.toSeconds()));
        }
        if (problem.status() == 401) {
            boolean token = problem.code().startsWith("token-");
            builder.header("WWW-Authenticate", token ? "Bearer error=\"invalid_token\"" : "Bearer");
        }
        return builder.build();
    }
}

package dev.maestro.gateway;

import jakarta.ws.rs.core.Response;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Ends a request with a {@link Problem}. */
final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;
    private final @Nullable Duration retryAfter;

    private ProblemException(Problem problem, @Nullable Duration retryAfter, @Nullable Throwable cause) {
        super(problem.code() + ": " + problem.detail(), cause);
        this.problem = problem;
        this.retryAfter = retryAfter;
    }

    /** The request must be changed. */
    static ProblemException of(int status, String code, String detail) {
        return new ProblemException(Problem.of(status, code, detail), null, null);
    }

    static ProblemException of(Problem problem) {
        return new ProblemException(problem, null, null);
    }

    static ProblemException badRequest(String code, String detail) {
        return of(400, code, detail);
    }

    static ProblemException notFound(String detail) {
        return of(404, "unknown-episode", detail);
    }

    /** The same request may work later. */
    static ProblemException later(String code, String detail, Duration retryAfter, @Nullable Throwable cause) {
        return new ProblemException(Problem.of(503, code, detail), retryAfter, cause);
    }

    /** The tenant asks too much; the same request may work later. */
    static ProblemException tooMany(String code, String detail, Duration retryAfter) {
        return new ProblemException(Problem.of(429, code, detail), retryAfter, null);
    }

    Problem problem() {
        return problem;
    }

    Response response() {
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

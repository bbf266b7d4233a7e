package dev.maestro.gateway.http;

import dev.maestro.gateway.openai.ChatProblems;
import dev.maestro.gateway.problem.Problem;
import dev.maestro.gateway.problem.ProblemException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns every error into a {@link Problem}; no stack trace and no class name reaches the client. */
class ProblemMappers {

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    @ServerExceptionMapper
    Response problem(ProblemException e, ContainerRequestContext request) {
        if (e.problem().status() >= 500) {
            LOG.warnf("request failed: code=%s cause=%s", e.problem().code(), String.valueOf(e.getCause()));
        }
        return formed(e, request);
    }

    /** In the form that clients of this address read. */
    private static Response formed(ProblemException e, ContainerRequestContext request) {
        return ChatProblems.are(request.getUriInfo().getPath()) ? ChatProblems.response(e) : e.response();
    }

    @ServerExceptionMapper
    Response standard(WebApplicationException e, ContainerRequestContext request) {
        return formed(standard(e.getResponse().getStatus()), request);
    }

    private static ProblemException standard(int status) {
        return switch (status) {
            case 404 -> ProblemException.of(404, "unknown-address", "there is nothing at this address; see /q/openapi");
            case 405 ->
                ProblemException.of(405, "wrong-method", "this address does not take that method; see /q/openapi");
            case 406 ->
                ProblemException.of(
                        406,
                        "wrong-accept",
                        "answers are application/json, episode events text/event-stream; mend Accept");
            case 413 -> BodyLimit.tooLarge();
            case 415 ->
                ProblemException.of(
                        415,
                        "wrong-content-type",
                        "questions come as application/json or multipart/form-data; mend Content-Type");
            default ->
                ProblemException.of(
                        status,
                        "http-" + status,
                        "the request cannot be served: " + Response.Status.fromStatusCode(status) + "; see /q/openapi");
        };
    }

    @ServerExceptionMapper
    Response unforeseen(Throwable e, ContainerRequestContext request) {
        String reference = UUID.randomUUID().toString().substring(0, 8).toLowerCase(Locale.ROOT);
        LOG.errorf(e, "unforeseen failure: reference=%s", reference);
        return formed(
                ProblemException.of(
                        500,
                        "internal-error",
                        "this is a fault of the gateway; its log explains it under reference " + reference),
                request);
    }
}

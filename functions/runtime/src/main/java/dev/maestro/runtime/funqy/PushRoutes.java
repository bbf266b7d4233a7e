package dev.maestro.runtime.funqy;

import dev.maestro.core.episode.Json;
import dev.maestro.runtime.PublishException;
import dev.maestro.runtime.kafka.RefusedEventException;
import io.quarkus.funqy.runtime.ApplicationException;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Before and behind the Funqy functions: who may push events, and what callers hear of errors (RFC 9457). */
@ApplicationScoped
class PushRoutes {

    private static final Logger LOG = Logger.getLogger(PushRoutes.class);
    private static final int FIRST = -1_000;

    private final PushConfig config;

    /** An error as callers see it. */
    record Problem(String type, int status, String code, String detail) {}

    PushRoutes(PushConfig config) {
        this.config = config;
    }

    void register(@Observes Router router) {
        for (String path : List.of("/", "/cloud-event", "/" + FunqyAdapter.EVENT)) {
            router.route(path).order(FIRST).handler(this::admit).failureHandler(PushRoutes::explain);
        }
    }

    private void admit(RoutingContext context) {
        if (!config.enabled()) {
            if (HttpMethod.POST.equals(context.request().method())) {
                send(
                        context,
                        404,
                        "not-enabled",
                        "this process takes no events over HTTP; set maestro.cloudevents.enabled=true where it should");
            } else {
                context.next();
            }
            return;
        }
        if (!isAllowed(context.request().getHeader("Authorization"))) {
            send(context, 401, "unknown-token", "events are taken with 'Authorization: Bearer TOKEN' only");
            return;
        }
        context.next();
    }

    private boolean isAllowed(@Nullable String authorization) {
        String wanted = config.token().orElse("");
        if (wanted.isEmpty()) {
            return true;
        }
        byte[] given = (authorization == null ? "" : authorization).getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(given, ("Bearer " + wanted).getBytes(StandardCharsets.UTF_8));
    }

    private static void explain(RoutingContext context) {
        Throwable failure = context.failure();
        Throwable cause =
                failure instanceof ApplicationException && failure.getCause() != null ? failure.getCause() : failure;
        switch (cause) {
            case null ->
                send(
                        context,
                        context.statusCode() < 400 ? 500 : context.statusCode(),
                        "http-" + context.statusCode(),
                        "events come as POST with ce- headers and application/json, or as"
                                + " application/cloudevents+json, one a request");
            case RefusedEventException refused -> send(context, refused.status(), refused.code(), refused.getMessage());
            case PublishException unpublished -> later(context, "event-log-unavailable", unpublished.getMessage());
            case InterruptedException stopped -> later(context, "stopping", "this process stops; push the event again");
            default -> {
                if (failure instanceof ApplicationException) {
                    LOG.error("an event could not be handled", cause);
                    later(context, "internal-error", "this is a fault of the function; its log has more");
                } else {
                    send(
                            context,
                            400,
                            "malformed-event",
                            "this is no CloudEvent: it needs specversion, id, source, type and JSON data ("
                                    + cause.getMessage() + ")");
                }
            }
        }
    }

    private static void later(RoutingContext context, String code, @Nullable String detail) {
        context.response().putHeader("Retry-After", "5");
        send(context, 503, code, detail);
    }

    private static void send(RoutingContext context, int status, String code, @Nullable String detail) {
        context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/problem+json")
                .end(new String(
                        Json.bytes(new Problem("urn:maestro:problem:" + code, status, code, String.valueOf(detail))),
                        StandardCharsets.UTF_8))
                .onFailure(e -> LOG.debugf(e, "a caller is gone"));
    }
}

package dev.maestro.gateway.http;

import dev.maestro.gateway.GatewayConfig;
import dev.maestro.gateway.openai.ChatProblems;
import dev.maestro.gateway.problem.JsonBodies;
import dev.maestro.gateway.problem.Problem;
import dev.maestro.gateway.problem.ProblemException;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Refuses a body that is announced as too long before a byte of it is read. One that is sent in chunks is cut off by the
 * HTTP server's own limit, which is a little higher.
 */
@ApplicationScoped
class BodyLimit {

    private final GatewayConfig config;

    BodyLimit(GatewayConfig config) {
        this.config = config;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, 1_000);
    }

    private void check(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (announced(request) <= config.maxBodyBytes()) {
            context.next();
            return;
        }
        Problem problem = tooLarge().problem();
        boolean chat = ChatProblems.are(request.path());
        context.response()
                .setStatusCode(413)
                .putHeader("Content-Type", chat ? "application/json" : Problem.MEDIA_TYPE)
                .putHeader("Connection", "close")
                .end(new String(
                        JsonBodies.bytes(chat ? ChatProblems.body(problem, null) : problem), StandardCharsets.UTF_8))
                .onComplete(sent -> request.connection().close());
    }

    private static long announced(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    static ProblemException tooLarge() {
        long limit = ConfigProvider.getConfig().getValue("maestro.gateway.max-body-bytes", Long.class);
        return ProblemException.of(
                413,
                "body-too-large",
                String.format(
                        Locale.ROOT,
                        "the body is longer than %,d bytes; send each image to /v1/images first and name its digest"
                                + " in the question, or scale the images down",
                        limit));
    }
}

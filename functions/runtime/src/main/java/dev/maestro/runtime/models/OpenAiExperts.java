package dev.maestro.runtime.models;

import dev.maestro.core.invoke.ExpertException;
import dev.maestro.core.invoke.ExpertReply;
import dev.maestro.core.invoke.ExpertRequest;
import dev.maestro.core.invoke.Experts;
import dev.maestro.schema.registry.Endpoint;
import dev.maestro.schema.registry.Expert;
import dev.maestro.schema.wire.Outcome;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Experts behind OpenAI-compatible chat endpoints: one question with its images, one answer, no streaming. */
public final class OpenAiExperts implements Experts {

    private final HttpSender sender;
    private final GuardedCalls calls;
    private final SecretResolver secrets;

    /**
     * Makes one.
     *
     * @param http one that follows no redirects, so that a key goes nowhere else
     */
    public OpenAiExperts(HttpClient http, GuardedCalls calls, SecretResolver secrets) {
        this.sender = new HttpSender(http);
        this.calls = calls;
        this.secrets = secrets;
    }

    @Override
    public ExpertReply call(Expert expert, ExpertRequest request, Instant deadline) {
        if (!(expert.endpoint() instanceof Endpoint.OpenAi endpoint)) {
            throw new IllegalArgumentException("expert '" + expert.id() + "' is not behind an OpenAI-compatible URL");
        }
        ExpertCalls.check(expert, request);
        String key = expert.secretRef() == null ? null : secrets.resolve(expert.secretRef());
        URI uri = uri(endpoint);
        byte[] body = ChatCompletions.request(endpoint.model(), expert, request);
        Duration timeout = Duration.ofMillis(expert.limits().timeoutMillis());
        Instant bound = calls.bound(deadline, timeout);
        GuardedCalls.Guard guard = new GuardedCalls.Guard(
                endpoint.url() + " (" + endpoint.model() + ")",
                expert.id(),
                expert.limits().maxConcurrent(),
                timeout);
        HttpReplies replies = new HttpReplies(endpoint.url(), expert.secretRef(), key);
        return calls.call(guard, bound, () -> {
            HttpResponse<byte[]> response = sender.send(
                    httpRequest(uri, key, body),
                    info -> HttpResponse.BodySubscribers.ofByteArray(),
                    replies,
                    calls.remaining(bound).toNanos());
            return ChatCompletions.reply(endpoint.model(), expert, request, replies.accept(response), replies);
        });
    }

    private static URI uri(Endpoint.OpenAi endpoint) {
        try {
            URI uri = URI.create(endpoint.url().replaceFirst("/+$", "") + "/chat/completions");
            if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            throw notAUrl(endpoint, e);
        }
        throw notAUrl(endpoint, null);
    }

    private static ExpertException notAUrl(Endpoint.OpenAi endpoint, @Nullable Throwable cause) {
        Outcome outcome = new Outcome.Refused(
                "not-a-url", "'" + endpoint.url() + "' is no base URL; expected one such as http://127.0.0.1:8000/v1.");
        return cause == null ? new ExpertException(outcome) : new ExpertException(outcome, cause);
    }

    private static HttpRequest httpRequest(URI uri, @Nullable String key, byte[] body) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (key != null) {
            builder.header("Authorization", "Bearer " + key);
        }
        return builder.build();
    }
}

package dev.maestro.runtime.models.openai;

import dev.maestro.core.invoke.ExpertException;
import dev.maestro.runtime.models.call.CallLimit;
import dev.maestro.runtime.models.call.GuardedCalls;
import dev.maestro.runtime.models.call.SecretResolver;
import dev.maestro.runtime.models.http.HttpReplies;
import dev.maestro.runtime.models.http.HttpSender;
import dev.maestro.schema.registry.Endpoint;
import dev.maestro.schema.wire.Outcome;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Posts to {@code /chat/completions} of OpenAI-compatible endpoints, guarded. Thread-safe. */
public final class OpenAiClient {

    private final HttpSender sender;
    private final GuardedCalls calls;
    private final SecretResolver secrets;

    /**
     * Makes one.
     *
     * @param http one that follows no redirects, so that a key goes nowhere else
     */
    public OpenAiClient(HttpClient http, GuardedCalls calls, SecretResolver secrets) {
        this(() -> http, calls, secrets);
    }

    public OpenAiClient(Supplier<HttpClient> http, GuardedCalls calls, SecretResolver secrets) {
        this.sender = new HttpSender(http);
        this.calls = calls;
        this.secrets = secrets;
    }

    /** Reads the body of a reply. */
    @FunctionalInterface
    interface Reader<T> {

        /**
         * What it says.
         *
         * @throws ExpertException when it does not fit
         */
        T read(byte[] body, HttpReplies replies);
    }

    /**
     * One call.
     *
     * @param secretRef name of the secret with the key, or null for an endpoint that wants none
     * @throws ExpertException with the outcome when there is no reply
     */
    <T> T post(
            Endpoint.OpenAi endpoint,
            @Nullable String secretRef,
            CallLimit limit,
            byte[] body,
            Instant deadline,
            Reader<T> reader) {
        String key = secretRef == null ? null : secrets.resolve(secretRef);
        URI uri = uri(endpoint);
        Instant bound = calls.bound(deadline, limit.timeout());
        GuardedCalls.Guard guard = new GuardedCalls.Guard(
                endpoint.url() + " (" + endpoint.model() + ")",
                limit.bulkhead(),
                limit.maxConcurrent(),
                limit.timeout());
        HttpReplies replies = new HttpReplies(endpoint.url(), secretRef, key);
        return calls.call(guard, bound, () -> {
            HttpResponse<byte[]> response = sender.send(
                    httpRequest(uri, key, body),
                    info -> HttpResponse.BodySubscribers.ofByteArray(),
                    replies,
                    calls.remaining(bound).toNanos());
            return reader.read(replies.accept(response), replies);
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

package dev.maestro.runtime.models.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.core.episode.Json;
import dev.maestro.core.invoke.ExpertException;
import dev.maestro.runtime.models.call.TransientFailure;
import dev.maestro.schema.wire.Outcome;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What an HTTP reply means for the call. Keys never reach a message, even when the endpoint sends them back.
 *
 * @param url base URL, for messages
 * @param secretRef name of the secret, for messages
 * @param key the secret itself, kept out of messages
 */
public record HttpReplies(
        String url, @Nullable String secretRef, @Nullable String key) {

    private static final int MESSAGE_CHARACTERS = 300;

    /**
     * The body of a reply that went well.
     *
     * @throws TransientFailure for 408, 429 and 5xx
     * @throws ExpertException for any other status
     */
    public byte[] accept(HttpResponse<byte[]> response) throws TransientFailure {
        int status = response.statusCode();
        String said = said(response.body());
        return switch (status) {
            case 200 -> response.body();
            case 401, 403 ->
                throw new ExpertException(new Outcome.Failed(
                        "unauthorized",
                        secretRef == null
                                ? "Endpoint " + url + " wants a key (" + status
                                        + "). Name one with secretRef when you register the expert."
                                : "Endpoint " + url + " refused the key of secret '" + secretRef + "' (" + status
                                        + "). Put a valid one in its place."));
            case 404 ->
                throw new ExpertException(new Outcome.Refused(
                        "unknown-model",
                        "Endpoint " + url + " knows no such model or path (404: " + said + "). " + url
                                + "/models lists what it serves."));
            case 408, 500, 502, 503, 504 ->
                throw new TransientFailure(
                        new Outcome.Failed(
                                "endpoint-unavailable",
                                "Endpoint " + url + " is not able to answer (" + status + ": " + said + ")."),
                        retryAfter(response));
            case 429 ->
                throw new TransientFailure(
                        new Outcome.Failed(
                                "rate-limited",
                                "Endpoint " + url + " takes no more calls for now (429: " + said
                                        + "). Lower the expert's maxConcurrent or raise the quota there."),
                        retryAfter(response));
            default -> {
                if (status >= 400 && status < 500) {
                    throw new ExpertException(new Outcome.Refused(
                            "endpoint-refused",
                            "Endpoint " + url + " refused the call (" + status + ": " + said + ")."));
                }
                throw new ExpertException(new Outcome.Failed(
                        "unexpected-status",
                        "Endpoint " + url + " answered " + status + ". Check that the URL is that of an "
                                + "OpenAI-compatible API, such as http://127.0.0.1:8000/v1."));
            }
        };
    }

    /** The connection broke after the reply had begun; the work may have been done and paid, so it is not repeated. */
    ExpertException cut(IOException cause) {
        return new ExpertException(new Outcome.Failed(
                "cut-reply",
                "The reply of endpoint " + url + " broke off: " + redact(String.valueOf(cause.getMessage()))));
    }

    /** The connection failed before any reply. */
    TransientFailure unreachable(IOException cause) {
        String reason = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return new TransientFailure(
                new Outcome.Failed(
                        "endpoint-unavailable",
                        "Endpoint " + url + " cannot be reached: " + redact(reason)
                                + ". Check that it runs and that the URL is right."),
                null);
    }

    /** The reply is not what an OpenAI-compatible API sends. */
    public ExpertException malformed(String what) {
        return new ExpertException(
                new Outcome.Failed("malformed-reply", "The reply of endpoint " + url + " " + redact(what) + "."));
    }

    /** With the key blotted out. */
    public String withoutKey(String text) {
        return key == null ? text : text.replace(key, "***");
    }

    /** Without the key, and not too long. */
    public String redact(String text) {
        String redacted = withoutKey(text);
        return redacted.length() <= MESSAGE_CHARACTERS ? redacted : redacted.substring(0, MESSAGE_CHARACTERS) + "...";
    }

    private String said(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        try {
            JsonNode message = Json.mapper().readTree(body).path("error").path("message");
            return redact(message.isTextual() ? message.asText() : text);
        } catch (IOException e) {
            return redact(text);
        }
    }

    private static @Nullable Duration retryAfter(HttpResponse<?> response) {
        try {
            OptionalLong seconds = response.headers().firstValueAsLong("Retry-After");
            return seconds.isPresent() ? Duration.ofSeconds(Math.max(0, seconds.getAsLong())) : null;
        } catch (NumberFormatException e) {
            return null; // a date; our own back-off will do
        }
    }
}

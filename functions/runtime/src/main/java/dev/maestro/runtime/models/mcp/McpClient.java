package dev.maestro.runtime.models.mcp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.maestro.core.episode.Json;
import dev.maestro.core.invoke.ExpertException;
import dev.maestro.runtime.models.call.GuardedCalls;
import dev.maestro.runtime.models.call.TransientFailure;
import dev.maestro.runtime.models.http.EventStreamBody;
import dev.maestro.runtime.models.http.HttpReplies;
import dev.maestro.runtime.models.http.HttpSender;
import dev.maestro.schema.wire.Outcome;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** JSON-RPC of the Model Context Protocol over streamable HTTP. Thread-safe. */
final class McpClient {

    private static final String PROTOCOL = "2025-06-18";
    private static final int NO_CONTENT = 202;
    private static final int NOT_FOUND = 404;
    private static final int MOST_PAGES = 50;
    private static final int UNKNOWN_METHOD = -32601;
    private static final int BAD_ARGUMENTS = -32602;

    private final HttpSender sender;
    private final GuardedCalls calls;
    private final AtomicLong ids = new AtomicLong();

    /**
     * Makes one.
     *
     * @param http gives one that follows no redirects, so that a key goes nowhere else
     */
    McpClient(Supplier<HttpClient> http, GuardedCalls calls) {
        this.sender = new HttpSender(http);
        this.calls = calls;
    }

    /**
     * Where a server is.
     *
     * @param url its one endpoint
     * @param secretRef name of the secret, for messages
     * @param key sent as bearer token; null for none
     */
    record Server(
            String url,
            @Nullable String secretRef,
            @Nullable String key) {

        HttpReplies replies() {
            return new HttpReplies(url, secretRef, key);
        }
    }

    /** The server has forgotten the session. */
    static final class SessionGoneException extends Exception {
        private static final long serialVersionUID = 1L;

        SessionGoneException() {
            super("session gone", null, false, false);
        }
    }

    /**
     * Opens a session and asks which tools there are.
     *
     * @throws TransientFailure when trying again may help
     * @throws ExpertException when it will not
     */
    McpSession open(Server server, Instant deadline) throws TransientFailure {
        ObjectNode parameters = Json.mapper().createObjectNode().put("protocolVersion", PROTOCOL);
        parameters.putObject("capabilities");
        parameters.putObject("clientInfo").put("name", "maestro").put("version", "1");
        McpSession none = new McpSession(null, PROTOCOL, Map.of());
        try {
            Answer welcome = ask(server, none, "initialize", parameters, deadline);
            String version = welcome.result().path("protocolVersion").asText(PROTOCOL);
            McpSession session = new McpSession(welcome.sessionId(), version, Map.of());
            send(server, session, message("notifications/initialized"), -1, deadline);
            return new McpSession(session.id(), version, tools(server, session, deadline));
        } catch (SessionGoneException e) {
            throw new ExpertException(new Outcome.Refused(
                    "unknown-server",
                    "There is no MCP server at " + server.url()
                            + " (404). Mend the expert's endpoint in the registry."));
        }
    }

    private Map<String, JsonNode> tools(Server server, McpSession session, Instant deadline)
            throws TransientFailure, SessionGoneException {
        Map<String, JsonNode> tools = new HashMap<>();
        ObjectNode parameters = Json.mapper().createObjectNode();
        for (int page = 0; page < MOST_PAGES; page++) {
            JsonNode listed = call(server, session, "tools/list", parameters, deadline);
            listed.path("tools").forEach(tool -> tools.put(tool.path("name").asText(), tool.path("inputSchema")));
            String next = listed.path("nextCursor").asText("");
            if (next.isEmpty()) {
                return tools;
            }
            parameters.put("cursor", next);
        }
        return tools;
    }

    /**
     * One request.
     *
     * @return its result
     * @throws SessionGoneException when a new session is needed
     */
    JsonNode call(Server server, McpSession session, String method, JsonNode parameters, Instant deadline)
            throws TransientFailure, SessionGoneException {
        return ask(server, session, method, parameters, deadline).result();
    }

    /** A result, and the session that the server named with it. */
    private record Answer(JsonNode result, @Nullable String sessionId) {}

    private Answer ask(Server server, McpSession session, String method, JsonNode parameters, Instant deadline)
            throws TransientFailure, SessionGoneException {
        long id = ids.incrementAndGet();
        ObjectNode message = message(method).put("id", id);
        message.set("params", parameters);
        HttpResponse<byte[]> response = send(server, session, message, id, deadline);
        JsonNode answer = read(server, response.body(), id);
        return new Answer(
                result(server, method, answer),
                response.headers().firstValue("Mcp-Session-Id").orElse(null));
    }

    private static ObjectNode message(String method) {
        return Json.mapper().createObjectNode().put("jsonrpc", "2.0").put("method", method);
    }

    private HttpResponse<byte[]> send(Server server, McpSession session, ObjectNode message, long id, Instant deadline)
            throws TransientFailure, SessionGoneException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(server))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .header("MCP-Protocol-Version", session.protocolVersion())
                .POST(HttpRequest.BodyPublishers.ofByteArray(Json.bytes(message)));
        if (session.id() != null) {
            request.header("Mcp-Session-Id", session.id());
        }
        if (server.key() != null) {
            request.header("Authorization", "Bearer " + server.key());
        }
        HttpResponse<byte[]> response = sender.send(
                request.build(),
                info -> info.headers().firstValue("Content-Type").orElse("").startsWith("text/event-stream")
                        ? new EventStreamBody(event -> isAnswer(event, id))
                        : HttpResponse.BodySubscribers.ofByteArray(),
                server.replies(),
                calls.remaining(deadline).toNanos());
        if (response.statusCode() == NOT_FOUND) {
            throw new SessionGoneException();
        }
        if (response.statusCode() != NO_CONTENT) {
            server.replies().accept(response);
        }
        return response;
    }

    private static URI uri(Server server) {
        try {
            URI uri = URI.create(server.url());
            if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            throw new ExpertException(notAUrl(server), e);
        }
        throw new ExpertException(notAUrl(server));
    }

    private static Outcome notAUrl(Server server) {
        return new Outcome.Refused(
                "not-a-url",
                "'" + server.url() + "' is no URL of an MCP server; expected one such as http://127.0.0.1:8080/mcp.");
    }

    private static boolean isAnswer(String event, long id) {
        try {
            JsonNode node = Json.mapper().readTree(event);
            return node != null && node.path("id").asLong(-1) == id && !node.has("method");
        } catch (JsonProcessingException e) {
            return true; // let the reader say what is wrong with it
        }
    }

    private static JsonNode read(Server server, byte[] body, long id) {
        try {
            JsonNode node = Json.mapper().readTree(body);
            if (node == null || !node.isObject() || node.path("id").asLong(-1) != id) {
                throw server.replies().malformed("holds no answer to the request");
            }
            return node;
        } catch (IOException e) {
            throw server.replies().malformed("is not JSON-RPC: " + new String(body, StandardCharsets.UTF_8));
        }
    }

    private static JsonNode result(Server server, String method, JsonNode answer) {
        JsonNode error = answer.path("error");
        if (error.isObject()) {
            String said = server.replies().redact(error.path("message").asText());
            throw new ExpertException(
                    switch (error.path("code").asInt()) {
                        case BAD_ARGUMENTS ->
                            new Outcome.Refused("invalid-argument", "MCP server " + server.url() + ": " + said);
                        case UNKNOWN_METHOD ->
                            new Outcome.Refused(
                                    "not-supported",
                                    "MCP server " + server.url() + " does not know " + method + " (" + said + ").");
                        default -> new Outcome.Failed("tool-failed", "MCP server " + server.url() + ": " + said);
                    });
        }
        if (!answer.path("result").isObject()) {
            throw server.replies().malformed("has neither result nor error");
        }
        return answer.path("result");
    }
}

package dev.maestro.runtime.models.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.maestro.core.episode.Json;
import dev.maestro.core.invoke.ExpertException;
import dev.maestro.core.invoke.ExpertReply;
import dev.maestro.core.invoke.ExpertRequest;
import dev.maestro.core.invoke.Experts;
import dev.maestro.runtime.models.call.ExpertCalls;
import dev.maestro.runtime.models.call.GuardedCalls;
import dev.maestro.runtime.models.call.SecretResolver;
import dev.maestro.runtime.models.call.TransientFailure;
import dev.maestro.schema.registry.Endpoint;
import dev.maestro.schema.registry.Expert;
import dev.maestro.schema.wire.Outcome;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Experts that are tools of an MCP server, called with {@code tools/call} over streamable HTTP. A session is opened at
 * the first call to a server and again when the server has forgotten it. Thread-safe.
 */
public final class McpExperts implements Experts {

    private final McpClient client;
    private final GuardedCalls calls;
    private final SecretResolver secrets;
    private final Map<String, McpSession> sessions = new ConcurrentHashMap<>();

    private McpExperts(McpClient client, GuardedCalls calls, SecretResolver secrets) {
        this.client = client;
        this.calls = calls;
        this.secrets = secrets;
    }

    /**
     * Makes one.
     *
     * @param http one that follows no redirects, so that a key goes nowhere else
     */
    public static McpExperts over(HttpClient http, GuardedCalls calls, SecretResolver secrets) {
        return over(() -> http, calls, secrets);
    }

    static McpExperts over(Supplier<HttpClient> http, GuardedCalls calls, SecretResolver secrets) {
        return new McpExperts(new McpClient(http, calls), calls, secrets);
    }

    @Override
    public ExpertReply call(Expert expert, ExpertRequest request, Instant deadline) {
        if (!(expert.endpoint() instanceof Endpoint.Mcp endpoint)) {
            throw new IllegalArgumentException("expert '" + expert.id() + "' is not an MCP tool");
        }
        ExpertCalls.check(expert, request);
        String key = expert.secretRef() == null ? null : secrets.resolve(expert.secretRef());
        Duration timeout = Duration.ofMillis(expert.limits().timeoutMillis());
        Instant bound = calls.bound(deadline, timeout);
        GuardedCalls.Guard guard = new GuardedCalls.Guard(
                endpoint.url() + " (" + endpoint.tool() + ")",
                expert.id(),
                expert.limits().maxConcurrent(),
                timeout);
        McpClient.Server server = new McpClient.Server(endpoint.url(), expert.secretRef(), key);
        return calls.call(guard, bound, () -> attempt(server, endpoint.tool(), expert, request, bound));
    }

    private ExpertReply attempt(
            McpClient.Server server, String tool, Expert expert, ExpertRequest request, Instant deadline)
            throws TransientFailure {
        String name = server.url() + "#" + server.secretRef();
        McpSession known = sessions.get(name);
        if (known != null) {
            try {
                return used(server, known, tool, expert, request, deadline);
            } catch (McpClient.SessionGoneException e) {
                sessions.remove(name, known);
            }
        }
        McpSession opened = client.open(server, deadline);
        sessions.put(name, opened);
        try {
            return used(server, opened, tool, expert, request, deadline);
        } catch (McpClient.SessionGoneException e) {
            sessions.remove(name, opened);
            throw server.replies().malformed("says that it does not know the session that it just opened");
        }
    }

    private ExpertReply used(
            McpClient.Server server,
            McpSession session,
            String tool,
            Expert expert,
            ExpertRequest request,
            Instant deadline)
            throws TransientFailure, McpClient.SessionGoneException {
        JsonNode schema = session.tools().get(tool);
        if (schema == null) {
            sessions.remove(server.url() + "#" + server.secretRef(), session); // it may be there next time
            throw new ExpertException(new Outcome.Refused(
                    "unknown-tool",
                    "MCP server " + server.url() + " has no tool '" + tool + "'; it has "
                            + session.tools().keySet() + ". Mend the expert's endpoint in the registry."));
        }
        ObjectNode parameters = Json.mapper().createObjectNode().put("name", tool);
        parameters.set("arguments", McpArguments.of(tool, schema, request));
        JsonNode result = client.call(server, session, "tools/call", parameters, deadline);
        String text = text(server, result);
        if (result.path("isError").asBoolean(false)) {
            throw new ExpertException(new Outcome.Failed(
                    "tool-failed",
                    "MCP tool '" + tool + "' failed: " + server.replies().redact(text)));
        }
        return new ExpertReply(server.replies().withoutKey(text), ExpertCalls.usage(expert.price(), 0, 0, 0));
    }

    /** Structured content as JSON, else the texts of the content one after the other. */
    private static String text(McpClient.Server server, JsonNode result) {
        @Nullable JsonNode structured = result.get("structuredContent");
        if (structured != null && structured.isObject()) {
            return structured.toString();
        }
        if (!result.path("content").isArray()) {
            throw server.replies().malformed("has no content");
        }
        StringJoiner text = new StringJoiner("\n");
        result.path("content").forEach(part -> {
            if (part.path("type").asText().equals("text")) {
                text.add(part.path("text").asText());
            }
        });
        return text.toString();
    }
}

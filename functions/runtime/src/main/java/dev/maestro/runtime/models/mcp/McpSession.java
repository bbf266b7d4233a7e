package dev.maestro.runtime.models.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A session with an MCP server.
 *
 * @param id that the server gave, or null for a server without sessions
 * @param protocolVersion that both speak
 * @param tools input schema by name of the tool
 */
record McpSession(@Nullable String id, String protocolVersion, Map<String, JsonNode> tools) {

    McpSession {
        tools = Map.copyOf(tools);
    }
}

package dev.maestro.schema.registry;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;

/** Where an expert is served. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Endpoint.Triton.class, name = "triton"),
    @JsonSubTypes.Type(value = Endpoint.OpenAi.class, name = "openai"),
    @JsonSubTypes.Type(value = Endpoint.Mcp.class, name = "mcp")
})
public sealed interface Endpoint {

    /**
     * A model behind KServe v2 gRPC.
     *
     * @param target {@code host:port}, or null for the model server that the functions are configured with
     * @param model name in the model repository
     * @param version or empty for the newest
     */
    record Triton(
            @Nullable String target, String model, @Nullable String version) implements Endpoint {}

    /**
     * An OpenAI-compatible chat endpoint.
     *
     * @param url base URL, such as {@code http://127.0.0.1:8000/v1}
     * @param model served model name
     */
    record OpenAi(String url, String model) implements Endpoint {}

    /**
     * A tool of an MCP server.
     *
     * @param url of the server
     * @param tool its name
     */
    record Mcp(String url, String tool) implements Endpoint {}
}

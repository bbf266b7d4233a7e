package dev.maestro.runtime.models;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.net.http.HttpClient;
import java.time.Duration;

/** Makes the client of MCP tools. */
@Singleton
public final class McpBeans {

    private static final Duration CONNECT = Duration.ofSeconds(5);

    McpBeans() {}

    @Produces
    @Typed(McpExperts.class)
    @Singleton
    @DefaultBean
    McpExperts mcpExperts(GuardedCalls calls, SecretResolver secrets) {
        return McpExperts.over(client(), calls, secrets);
    }

    private static HttpClient client() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT)
                .build();
    }
}

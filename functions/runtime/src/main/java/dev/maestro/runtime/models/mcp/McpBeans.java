package dev.maestro.runtime.models.mcp;

import dev.maestro.runtime.models.call.GuardedCalls;
import dev.maestro.runtime.models.call.SecretResolver;
import dev.maestro.runtime.models.http.HttpOnDemand;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;

/** Makes the client of MCP tools. */
@Singleton
public final class McpBeans {

    McpBeans() {}

    @Produces
    @Typed(McpExperts.class)
    @Singleton
    @DefaultBean
    McpExperts mcpExperts(GuardedCalls calls, SecretResolver secrets) {
        return McpExperts.over(new HttpOnDemand(), calls, secrets);
    }
}

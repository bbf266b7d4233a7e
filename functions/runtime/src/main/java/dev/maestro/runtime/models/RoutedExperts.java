package dev.maestro.runtime.models;

import dev.maestro.core.invoke.ExpertReply;
import dev.maestro.core.invoke.ExpertRequest;
import dev.maestro.core.invoke.Experts;
import dev.maestro.schema.registry.Endpoint;
import dev.maestro.schema.registry.Expert;
import java.time.Instant;

/** Sends each call to the client for the kind of endpoint that the expert has. */
public final class RoutedExperts implements Experts {

    private final Experts triton;
    private final Experts openAi;
    private final Experts mcp;

    /** Makes one of the clients. */
    public RoutedExperts(Experts triton, Experts openAi, Experts mcp) {
        this.triton = triton;
        this.openAi = openAi;
        this.mcp = mcp;
    }

    @Override
    public ExpertReply call(Expert expert, ExpertRequest request, Instant deadline) {
        return switch (expert.endpoint()) {
            case Endpoint.Triton ignored -> triton.call(expert, request, deadline);
            case Endpoint.OpenAi ignored -> openAi.call(expert, request, deadline);
            case Endpoint.Mcp ignored -> mcp.call(expert, request, deadline);
        };
    }
}

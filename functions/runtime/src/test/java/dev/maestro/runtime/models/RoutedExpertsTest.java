package dev.maestro.runtime.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.core.invoke.ExpertReply;
import dev.maestro.core.invoke.ExpertRequest;
import dev.maestro.core.invoke.Experts;
import dev.maestro.schema.registry.Endpoint;
import dev.maestro.schema.registry.Expert;
import dev.maestro.schema.registry.Limits;
import dev.maestro.schema.registry.Price;
import dev.maestro.schema.wire.Usage;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoutedExpertsTest {

    private static final ExpertRequest REQUEST = new ExpertRequest("generate", "x", List.of());

    private final Experts routed = new RoutedExperts(answering("triton"), answering("openai"), answering("mcp"));

    private static Experts answering(String text) {
        return (expert, request, deadline) -> new ExpertReply(text, Usage.NONE);
    }

    private static Expert at(Endpoint endpoint) {
        return new Expert(
                "e", List.of(), List.of(), endpoint, null, null, "d", "c", Price.FREE, 1, Limits.DEFAULT, "mine");
    }

    @Test
    void sendsEachCallToTheClientOfItsEndpoint() {
        Expert triton = at(new Endpoint.Triton(null, "m", null));
        Expert mcp = at(new Endpoint.Mcp("http://127.0.0.1", "t"));
        Expert openAi = at(new Endpoint.OpenAi("http://127.0.0.1/v1", "m"));

        assertThat(routed.call(triton, REQUEST, Instant.MAX).text()).isEqualTo("triton");
        assertThat(routed.call(openAi, REQUEST, Instant.MAX).text()).isEqualTo("openai");
        assertThat(routed.call(mcp, REQUEST, Instant.MAX).text()).isEqualTo("mcp");
    }
}

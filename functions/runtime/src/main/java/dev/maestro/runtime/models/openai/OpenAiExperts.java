package dev.maestro.runtime.models.openai;

import dev.maestro.core.invoke.ExpertReply;
import dev.maestro.core.invoke.ExpertRequest;
import dev.maestro.core.invoke.Experts;
import dev.maestro.runtime.models.call.CallLimit;
import dev.maestro.runtime.models.call.ExpertCalls;
import dev.maestro.runtime.models.call.GuardedCalls;
import dev.maestro.runtime.models.call.SecretResolver;
import dev.maestro.schema.registry.Endpoint;
import dev.maestro.schema.registry.Expert;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;

/** Experts behind OpenAI-compatible chat endpoints: one question with its images, one answer, no streaming. */
public final class OpenAiExperts implements Experts {

    private final OpenAiClient client;

    /**
     * Makes one.
     *
     * @param http one that follows no redirects, so that a key goes nowhere else
     */
    public OpenAiExperts(HttpClient http, GuardedCalls calls, SecretResolver secrets) {
        this(new OpenAiClient(http, calls, secrets));
    }

    /** Over a client. */
    public OpenAiExperts(OpenAiClient client) {
        this.client = client;
    }

    @Override
    public ExpertReply call(Expert expert, ExpertRequest request, Instant deadline) {
        if (!(expert.endpoint() instanceof Endpoint.OpenAi endpoint)) {
            throw new IllegalArgumentException("expert '" + expert.id() + "' is not behind an OpenAI-compatible URL");
        }
        ExpertCalls.check(expert, request);
        CallLimit limit = new CallLimit(
                expert.id(),
                expert.limits().maxConcurrent(),
                Duration.ofMillis(expert.limits().timeoutMillis()));
        return client.post(
                endpoint,
                expert.secretRef(),
                limit,
                ChatCompletions.request(endpoint.model(), expert, request),
                deadline,
                (body, replies) -> ChatCompletions.reply(endpoint.model(), expert, request, body, replies));
    }
}

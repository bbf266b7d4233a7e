package dev.maestro.runtime.models.openai;

import dev.maestro.core.invoke.Experts;
import dev.maestro.lab.traffic.Fault;
import dev.maestro.lab.traffic.RecordedTrafficServer;
import dev.maestro.lab.traffic.Recording;
import dev.maestro.runtime.models.call.GuardedCalls;
import dev.maestro.runtime.models.http.HttpExpertsContract;
import dev.maestro.schema.registry.Endpoint;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class OpenAiExpertsContractTest extends HttpExpertsContract {

    private static final Recording RECORDING = Recording.read("""
            {"models": ["vision-large"],
             "exchanges": [{"question": "What is 2 + 2?", "images": 0, "answer": "4", "inputTokens": 0, "outputTokens": 0}]}
            """.getBytes(StandardCharsets.UTF_8));

    private RecordedTrafficServer server;

    @BeforeEach
    void start() throws IOException {
        server = RecordedTrafficServer.start(RECORDING, 0, KEY);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Override
    protected Experts experts(HttpClient client, GuardedCalls calls) {
        return new OpenAiExperts(client, calls, name -> KEY);
    }

    @Override
    protected Endpoint endpoint() {
        return endpoint(server.url());
    }

    @Override
    protected Endpoint endpoint(String url) {
        return new Endpoint.OpenAi(url, "vision-large");
    }

    @Override
    protected Endpoint unknown() {
        return new Endpoint.OpenAi(server.url(), "vision-huge");
    }

    @Override
    protected void next(Fault... faults) {
        server.next(faults);
    }

    @Override
    protected int calls() {
        return server.requests().size();
    }
}

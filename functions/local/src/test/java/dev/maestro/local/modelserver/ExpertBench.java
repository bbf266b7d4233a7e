package dev.maestro.local.modelserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.maestro.core.invoke.ExpertException;
import dev.maestro.core.invoke.ExpertRequest;
import dev.maestro.runtime.models.call.Pause;
import dev.maestro.runtime.models.triton.TritonClient;
import dev.maestro.runtime.models.triton.TritonExperts;
import dev.maestro.schema.registry.Expert;
import dev.maestro.schema.wire.Outcome;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Servers and clients of one test, closed together, the newest first. */
final class ExpertBench implements AutoCloseable {

    private final List<AutoCloseable> closing = new ArrayList<>();

    void closing(AutoCloseable each) {
        closing.add(each);
    }

    EmbeddedModelServer start(int port, EmbeddedModel... models) throws IOException {
        EmbeddedModelServer server = EmbeddedModelServer.start(ModelServerSettings.onPort(port), List.of(models));
        closing.add(server);
        return server;
    }

    TritonExperts experts(String target, Pause pause) {
        return experts(target, pause, 3);
    }

    TritonExperts experts(String target, Pause pause, int attempts) {
        TritonClient client = ModelClients.client(pause, attempts);
        closing.add(client);
        return new TritonExperts(client, target, name -> "sk-secret");
    }

    static ExpertRequest ask(String text) {
        return new ExpertRequest("read-text", text, List.of());
    }

    static Outcome outcome(TritonExperts experts, Expert expert, ExpertRequest request, Instant deadline) {
        ExpertException thrown =
                catchThrowableOfType(ExpertException.class, () -> experts.call(expert, request, deadline));
        assertThat(thrown).as("the call should bring no reply").isNotNull();
        return thrown.outcome();
    }

    static int port(EmbeddedModelServer server) {
        return Integer.parseInt(server.target().substring(server.target().indexOf(':') + 1));
    }

    @Override
    public void close() throws Exception {
        for (AutoCloseable each : closing.reversed()) {
            each.close();
        }
    }
}

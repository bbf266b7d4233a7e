package dev.maestro.runtime.models.triton;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.core.invoke.ExpertRequest;
import dev.maestro.runtime.models.call.CallSettings;
import dev.maestro.runtime.models.call.GuardedCalls;
import dev.maestro.runtime.models.call.Pause;
import dev.maestro.runtime.models.tensor.Tensor;
import dev.maestro.schema.registry.Endpoint;
import dev.maestro.schema.registry.Expert;
import dev.maestro.schema.registry.Limits;
import dev.maestro.schema.registry.Price;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TritonExpertsTest {

    private final TritonClient client = new TritonClient(new GuardedCalls(
            new CallSettings(1, Duration.ofMillis(1), Duration.ofMillis(1), 9, Duration.ofSeconds(5)),
            Instant::now,
            Pause.SLEEP,
            new Random(7)));

    @AfterEach
    void close() {
        client.close();
    }

    private String asked(FakeTriton generating, FakeTriton tools, String capability, String target) {
        TritonExperts experts = new TritonExperts(
                client, generating.address().target(), tools.address().target(), name -> "");
        Expert expert = new Expert(
                "e",
                List.of(),
                List.of(capability),
                new Endpoint.Triton(target, "model", null),
                null,
                null,
                "d",
                "c",
                Price.FREE,
                1,
                Limits.DEFAULT,
                "mine");
        return experts.call(
                        expert,
                        new ExpertRequest(capability, "hello", List.of()),
                        Instant.now().plusSeconds(60))
                .text();
    }

    @Test
    void asksTheServerOfToolsForWhatDoesNotGenerate() throws IOException {
        try (FakeTriton generating = new FakeTriton(false);
                FakeTriton tools = new FakeTriton(false)) {
            generating.next(Tensor.text("text_output", "generated"));
            tools.next(Tensor.text("text_output", "ran"));

            assertThat(asked(generating, tools, "run-code", null)).isEqualTo("ran");
            assertThat(asked(generating, tools, "generate", null)).isEqualTo("generated");
        }
    }

    @Test
    void keepsTheTargetThatAnExpertNames() throws IOException {
        try (FakeTriton own = new FakeTriton(false);
                FakeTriton other = new FakeTriton(false)) {
            own.next(Tensor.text("text_output", "mine"));

            assertThat(asked(other, other, "read-text", own.address().target())).isEqualTo("mine");
            assertThat(other.requests()).isEmpty();
        }
    }
}

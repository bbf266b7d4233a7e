package dev.maestro.local.modelserver;

import static dev.maestro.local.modelserver.ExpertBench.ask;
import static dev.maestro.local.modelserver.ExpertBench.outcome;
import static dev.maestro.local.modelserver.ModelClients.expert;
import static dev.maestro.local.modelserver.ModelClients.inAMinute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.maestro.core.invoke.ExpertReply;
import dev.maestro.core.invoke.ExpertRequest;
import dev.maestro.core.invoke.Image;
import dev.maestro.runtime.models.call.Pause;
import dev.maestro.runtime.models.triton.TritonExperts;
import dev.maestro.schema.registry.Endpoint;
import dev.maestro.schema.registry.Expert;
import dev.maestro.schema.registry.Limits;
import dev.maestro.schema.registry.Price;
import dev.maestro.schema.wire.Outcome;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TritonExpertsTest {

    private final ExpertBench bench = new ExpertBench();

    @AfterEach
    void close() throws Exception {
        bench.close();
    }

    @Test
    void speaksToADecoupledModelAsToOneOfTheVllmBackend() throws IOException {
        Map<String, Object> seen = new HashMap<>();
        TestModel model = new TestModel("reader", ModelContract.expert(), input -> {
            seen.put("text", input.text("text_input"));
            seen.put("images", input.images());
            seen.put("parameters", input.text("sampling_parameters"));
            seen.put("stream", input.flag("stream"));
            seen.put("excluded", input.flag("exclude_input_in_output"));
            return InferenceResult.reply(input, "TOTAL 42");
        });
        TritonExperts experts = bench.experts(bench.start(0, model).target(), Pause.SLEEP);
        byte[] bytes = {1, 2, 3};
        ExpertRequest request = new ExpertRequest(
                "read-text", "{}", List.of(new Image("sha256:0", bytes, 1, 1)), Map.of("temperature", 0.5));

        ExpertReply reply = experts.call(expert("reader"), request, inAMinute());

        assertThat(reply.text()).isEqualTo("TOTAL 42");
        assertThat(seen.get("text")).isEqualTo("{}");
        assertThat((List<?>) seen.get("images")).first().isEqualTo(bytes);
        assertThat(seen.get("parameters")).isEqualTo("{\"temperature\":0.5,\"max_tokens\":64}");
        assertThat(seen.get("stream")).isEqualTo(false);
        assertThat(seen.get("excluded")).isEqualTo(true);
    }

    @Test
    void appliesTheChatTemplate() throws IOException {
        TritonExperts experts =
                bench.experts(bench.start(0, TestModel.echo("reader")).target(), Pause.SLEEP);
        Expert plain = expert("reader");
        Expert templated = new Expert(
                "reader",
                List.of(),
                plain.capabilities(),
                plain.endpoint(),
                null,
                "<user>{image:<pad>}{text}<assistant>",
                "d",
                "c",
                Price.FREE,
                1,
                Limits.DEFAULT,
                "mine");
        ExpertRequest request =
                new ExpertRequest("read-text", "hello", List.of(new Image("sha256:0", new byte[1], 1, 1)));

        ExpertReply reply = experts.call(templated, request, inAMinute());

        assertThat(reply.text()).isEqualTo("<user><pad>hello<assistant>");
    }

    @Test
    void pricesTheCpuTimeThatTheServerMeasured() throws IOException {
        TestModel busy = new TestModel("busy", ModelContract.expert(), input -> {
            double sum = 0;
            for (int i = 1; i < 20_000_000; i++) {
                sum += 1.0 / i;
            }
            return InferenceResult.reply(input, sum > 0 ? "done" : "");
        });
        TritonExperts experts = bench.experts(bench.start(0, busy).target(), Pause.SLEEP);

        ExpertReply reply = experts.call(expert("busy"), ask("x"), inAMinute());

        assertThat(reply.usage().cpuMillis()).isGreaterThan(1);
        assertThat(reply.usage().costMicroUsd())
                .isCloseTo(5 + 1000 * reply.usage().cpuMillis() / 1000, within(1e-6));
        assertThat(reply.usage().calls()).isEqualTo(1);
    }

    @Test
    void passesOnWhyTheModelRefusedOrFailed() throws IOException {
        TestModel refusing = new TestModel("refusing", ModelContract.expert(), input -> {
            throw ModelException.refused("not-an-image", "image 0 is neither PNG nor JPEG");
        });
        TestModel failing = new TestModel("failing", ModelContract.expert(), input -> {
            throw ModelException.failed("no-language-data", "eng.traineddata is missing");
        });
        TestModel broken = new TestModel("broken", ModelContract.expert(), input -> {
            throw new IllegalStateException("oops");
        });
        TritonExperts experts =
                bench.experts(bench.start(0, refusing, failing, broken).target(), Pause.SLEEP);

        Outcome refused = outcome(experts, expert("refusing"), ask("x"), inAMinute());
        Outcome failed = outcome(experts, expert("failing"), ask("x"), inAMinute());
        Outcome crashed = outcome(experts, expert("broken"), ask("x"), inAMinute());

        assertThat(refused).isEqualTo(new Outcome.Refused("not-an-image", "image 0 is neither PNG nor JPEG"));
        assertThat(failed).isEqualTo(new Outcome.Failed("no-language-data", "eng.traineddata is missing"));
        assertThat(crashed).isInstanceOfSatisfying(Outcome.Failed.class, outcome -> {
            assertThat(outcome.code()).isEqualTo("model-failed");
            assertThat(outcome.message()).contains("oops").doesNotContain("\tat ");
        });
    }

    @Test
    void refusesAModelThatTheServerDoesNotHave() throws IOException {
        TritonExperts experts = bench.experts(bench.start(0).target(), Pause.SLEEP);

        Outcome outcome = outcome(experts, expert("nobody"), ask("x"), inAMinute());

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
            assertThat(refused.code()).isEqualTo("unknown-model");
            assertThat(refused.message()).contains("nobody");
        });
    }

    @Test
    void refusesAModelWithoutTheTensorsOfAnExpert() throws IOException {
        TestModel encoder = new TestModel("tools", ModelContract.imageTools(), input -> InferenceResult.of());
        TestModel textOnly = new TestModel(
                "text-only",
                new ModelContract(
                        ModelContract.textEncoder().inputs(),
                        ModelContract.expert().outputs(),
                        false),
                input -> InferenceResult.reply(input, "plain"));
        TritonExperts experts = bench.experts(bench.start(0, encoder, textOnly).target(), Pause.SLEEP);
        ExpertRequest withImage =
                new ExpertRequest("read-text", "x", List.of(new Image("sha256:0", new byte[1], 1, 1)));

        ExpertReply plain = experts.call(expert("text-only"), ask("x"), inAMinute());
        Outcome noImages = outcome(experts, expert("text-only"), withImage, inAMinute());

        assertThat(plain.text())
                .as("unary, without the switches that it does not declare")
                .isEqualTo("plain");
        assertThat(noImages).isInstanceOfSatisfying(Outcome.Refused.class, refused -> assertThat(refused.code())
                .isEqualTo("takes-no-images"));
    }

    @Test
    void sendsTheKeyAsBearerTokenAndNeverShowsIt() throws IOException {
        TestModel leaking = new TestModel("leaking", ModelContract.expert(), input -> {
            throw ModelException.refused("bad-key", "I was sent sk-secret");
        });
        EmbeddedModelServer server = bench.start(0, leaking);
        TritonExperts experts = bench.experts("127.0.0.1:1", Pause.SLEEP);
        Expert plain = expert("leaking");
        Expert keyed = new Expert(
                "leaking",
                List.of(),
                plain.capabilities(),
                new Endpoint.Triton(server.target(), "leaking", "1"),
                "my-key",
                null,
                "d",
                "c",
                Price.FREE,
                1,
                Limits.DEFAULT,
                "mine");

        Outcome outcome = outcome(experts, keyed, ask("x"), inAMinute());

        assertThat(outcome).isEqualTo(new Outcome.Refused("bad-key", "I was sent ***"));
    }
}

package dev.maestro.local.modelserver;

import static dev.maestro.local.modelserver.ModelClients.expert;
import static dev.maestro.local.modelserver.ModelClients.inAMinute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import dev.maestro.core.invoke.ExpertException;
import dev.maestro.core.invoke.ExpertReply;
import dev.maestro.core.invoke.ExpertRequest;
import dev.maestro.core.invoke.Image;
import dev.maestro.runtime.models.Pause;
import dev.maestro.runtime.models.TritonClient;
import dev.maestro.runtime.models.TritonExperts;
import dev.maestro.schema.registry.Endpoint;
import dev.maestro.schema.registry.Expert;
import dev.maestro.schema.registry.Limits;
import dev.maestro.schema.registry.Price;
import dev.maestro.schema.wire.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TritonExpertsTest {

    private final List<AutoCloseable> closing = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : closing.reversed()) {
            each.close();
        }
    }

    private EmbeddedModelServer start(int port, EmbeddedModel... models) throws IOException {
        EmbeddedModelServer server = EmbeddedModelServer.start(ModelServerSettings.onPort(port), List.of(models));
        closing.add(server);
        return server;
    }

    private TritonExperts experts(String target, Pause pause) {
        return experts(target, pause, 3);
    }

    private TritonExperts experts(String target, Pause pause, int attempts) {
        TritonClient client = ModelClients.client(pause, attempts);
        closing.add(client);
        return new TritonExperts(client, target, name -> "sk-secret");
    }

    private static ExpertRequest ask(String text) {
        return new ExpertRequest("read-text", text, List.of());
    }

    private static Outcome outcome(TritonExperts experts, Expert expert, ExpertRequest request, Instant deadline) {
        ExpertException thrown =
                catchThrowableOfType(ExpertException.class, () -> experts.call(expert, request, deadline));
        assertThat(thrown).as("the call should bring no reply").isNotNull();
        return thrown.outcome();
    }

    private static int port(EmbeddedModelServer server) {
        return Integer.parseInt(server.target().substring(server.target().indexOf(':') + 1));
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
        TritonExperts experts = experts(start(0, model).target(), Pause.SLEEP);
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
        TritonExperts experts = experts(start(0, TestModel.echo("reader")).target(), Pause.SLEEP);
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
        TritonExperts experts = experts(start(0, busy).target(), Pause.SLEEP);

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
        TritonExperts experts = experts(start(0, refusing, failing, broken).target(), Pause.SLEEP);

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
        TritonExperts experts = experts(start(0).target(), Pause.SLEEP);

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
        TritonExperts experts = experts(start(0, encoder, textOnly).target(), Pause.SLEEP);
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
    void timesOutAtTheDeadlineAndTellsTheModel() throws Exception {
        CountDownLatch stopped = new CountDownLatch(1);
        TestModel slow = new TestModel("slow", ModelContract.expert(), input -> {
            while (!input.cancelled().getAsBoolean()) {
                Thread.onSpinWait();
            }
            stopped.countDown();
            return InferenceResult.reply(input, "late");
        });
        TritonExperts experts = experts(start(0, slow).target(), Pause.SLEEP);

        Outcome outcome =
                outcome(experts, expert("slow"), ask("x"), Instant.now().plusMillis(200));

        assertThat(outcome).isInstanceOf(Outcome.TimedOut.class);
        assertThat(stopped.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void countsItsAttemptsAndSaysWhatToDoWhenTheServerIsDown() throws IOException {
        EmbeddedModelServer server = start(0, TestModel.echo("reader"));
        server.close();
        AtomicInteger pauses = new AtomicInteger();
        TritonExperts experts = experts(server.target(), duration -> pauses.incrementAndGet());

        Outcome outcome = outcome(experts, expert("reader"), ask("x"), inAMinute());

        assertThat(pauses).as("three attempts").hasValue(2);
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Failed.class, failed -> {
            assertThat(failed.code()).isEqualTo("model-server-unavailable");
            assertThat(failed.message()).contains(server.target(), "Check that it runs");
        });
    }

    @Test
    void goesOnWhenTheServerIsKilledAndStartedAnew() throws IOException {
        EmbeddedModelServer first = start(0, TestModel.echo("reader"));
        TritonExperts experts = experts(first.target(), Pause.SLEEP, 6);
        String before =
                experts.call(expert("reader"), ask("before"), inAMinute()).text();
        first.close();
        Outcome down = outcome(experts, expert("reader"), ask("down"), inAMinute());
        start(port(first), TestModel.echo("reader"));

        String after = experts.call(expert("reader"), ask("after"), inAMinute()).text();

        assertThat(before).isEqualTo("before");
        assertThat(down).isInstanceOf(Outcome.Failed.class);
        assertThat(after).isEqualTo("after");
    }

    @Test
    void bridgesARestartBetweenTwoAttempts() throws IOException {
        EmbeddedModelServer first = start(0, TestModel.echo("reader"));
        first.close();
        AtomicReference<EmbeddedModelServer> second = new AtomicReference<>();
        TritonExperts experts = experts(
                first.target(),
                duration -> {
                    if (second.get() == null) {
                        second.set(restart(port(first)));
                    }
                },
                20);

        String reply = experts.call(expert("reader"), ask("hello"), inAMinute()).text();

        assertThat(reply).isEqualTo("hello");
    }

    private EmbeddedModelServer restart(int port) {
        try {
            return start(port, TestModel.echo("reader"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void failsTheCallsThatRunWhenTheServerIsKilledAndHangsOnNone() throws Exception {
        CountDownLatch running = new CountDownLatch(2);
        CountDownLatch free = new CountDownLatch(1);
        TestModel stuck = new TestModel("stuck", ModelContract.expert(), input -> {
            running.countDown();
            awaitQuietly(free);
            return InferenceResult.reply(input, "late");
        });
        EmbeddedModelServer server = EmbeddedModelServer.start(
                new ModelServerSettings("127.0.0.1", 0, 2, 8, Optional.empty(), Duration.ofMillis(10)), List.of(stuck));
        closing.add(server);
        closing.add(free::countDown);
        TritonExperts experts = experts(server.target(), duration -> {});

        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Outcome>> outcomes = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                outcomes.add(executor.submit(() -> outcome(experts, expert("stuck"), ask("x"), inAMinute())));
            }
            running.await();
            server.close();

            for (Future<Outcome> outcome : outcomes) {
                assertThat(outcome.get(30, TimeUnit.SECONDS)).isInstanceOf(Outcome.Failed.class);
            }
        }
    }

    @Test
    void sendsTheKeyAsBearerTokenAndNeverShowsIt() throws IOException {
        TestModel leaking = new TestModel("leaking", ModelContract.expert(), input -> {
            throw ModelException.refused("bad-key", "I was sent sk-secret");
        });
        EmbeddedModelServer server = start(0, leaking);
        TritonExperts experts = experts("127.0.0.1:1", Pause.SLEEP);
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

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

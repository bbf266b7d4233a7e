package dev.maestro.runtime.models.triton;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.maestro.core.invoke.ExpertException;
import dev.maestro.runtime.models.call.CallLimit;
import dev.maestro.runtime.models.call.CallSettings;
import dev.maestro.runtime.models.call.GuardedCalls;
import dev.maestro.runtime.models.tensor.Tensor;
import dev.maestro.schema.wire.Outcome;
import io.grpc.Status;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TritonClientTest {

    private static final CallLimit LIMIT = new CallLimit("model", 4, Duration.ofMinutes(1));
    private static final Tensor DONE = Tensor.text("text_output", "done");

    private final AtomicInteger pauses = new AtomicInteger();
    private final TritonClient client = new TritonClient(new GuardedCalls(
            new CallSettings(3, Duration.ofMillis(1), Duration.ofMillis(1), 100, Duration.ofSeconds(5)),
            Instant::now,
            duration -> pauses.incrementAndGet(),
            new Random(7)));

    @AfterEach
    void close() {
        client.close();
    }

    private ModelReply infer(FakeTriton triton) {
        return ModelReply.of(
                triton.address(),
                client.infer(
                        triton.address(),
                        config -> List.of(Tensor.text("text_input", "hello")),
                        LIMIT,
                        Instant.now().plusSeconds(60)));
    }

    private Outcome outcome(FakeTriton triton) {
        ExpertException thrown = catchThrowableOfType(ExpertException.class, () -> infer(triton));
        assertThat(thrown).as("the call should bring no reply").isNotNull();
        return thrown.outcome();
    }

    @Test
    void joinsThePiecesOfADecoupledModel() throws IOException {
        try (FakeTriton triton = new FakeTriton(true)) {
            triton.next(List.of(
                    Tensor.text("text_output", "forty"),
                    Tensor.text("text_output", "-two"),
                    Tensor.text("finish_reason", "stop")));

            ModelReply reply = infer(triton);

            assertThat(reply.text("text_output")).isEqualTo("forty-two");
        }
    }

    @Test
    void asksForTheConfigurationOnceAndAgainAfterAFailure() throws IOException {
        try (FakeTriton triton = new FakeTriton(false)) {
            triton.next(DONE, DONE, Status.INTERNAL.withDescription("broken"), DONE);

            infer(triton);
            infer(triton);
            int asked = triton.configsAsked();
            outcome(triton);
            infer(triton);

            assertThat(asked).isEqualTo(1);
            assertThat(triton.configsAsked()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Status.Code.class,
            names = {"UNAVAILABLE", "RESOURCE_EXHAUSTED", "CANCELLED"})
    void triesAgainAfterATransientStatus(Status.Code code) throws IOException {
        try (FakeTriton triton = new FakeTriton(false)) {
            triton.next(code.toStatus(), code.toStatus(), DONE);

            ModelReply reply = infer(triton);

            assertThat(reply.text("text_output")).isEqualTo("done");
            assertThat(triton.requests()).hasSize(3);
            assertThat(pauses).hasValue(2);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Status.Code.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"OK", "UNAVAILABLE", "RESOURCE_EXHAUSTED", "CANCELLED"})
    void triesOnceWhenTheStatusIsFinal(Status.Code code) throws IOException {
        try (FakeTriton triton = new FakeTriton(false)) {
            triton.next(code.toStatus().withDescription("no"));

            outcome(triton);

            assertThat(triton.requests()).hasSize(1);
        }
    }

    @Test
    void mapsEachStatusToItsOutcome() throws IOException {
        try (FakeTriton triton = new FakeTriton(true)) {
            triton.next(
                    Status.INVALID_ARGUMENT.withDescription("wrong-tensor: input 'x' is missing"),
                    Status.INVALID_ARGUMENT.withDescription("unexpected: no code"),
                    Status.NOT_FOUND.withDescription("Request for unknown model: 'model' is not found"),
                    Status.UNAVAILABLE.withDescription("Request for unknown model: 'model' is not found"),
                    Status.DEADLINE_EXCEEDED,
                    Status.INTERNAL.withDescription("out-of-memory: too large"),
                    Status.UNAUTHENTICATED,
                    Status.RESOURCE_EXHAUSTED.withDescription("gRPC message exceeds maximum size 67108864: 70000000"));

            assertThat(outcome(triton)).isEqualTo(new Outcome.Refused("wrong-tensor", "input 'x' is missing"));
            assertThat(outcome(triton)).isEqualTo(new Outcome.Refused("invalid-argument", "unexpected: no code"));
            assertThat(code(outcome(triton))).isEqualTo("refused unknown-model");
            assertThat(code(outcome(triton))).isEqualTo("refused unknown-model");
            assertThat(outcome(triton)).isInstanceOf(Outcome.TimedOut.class);
            assertThat(outcome(triton)).isEqualTo(new Outcome.Failed("out-of-memory", "too large"));
            assertThat(code(outcome(triton))).isEqualTo("failed unauthorized");
            assertThat(code(outcome(triton))).isEqualTo("refused message-too-large");
            assertThat(pauses).as("none of these is tried again").hasValue(0);
        }
    }

    private static String code(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Refused refused -> "refused " + refused.code();
            case Outcome.Failed failed -> "failed " + failed.code();
            case Outcome.Answered ignored -> "answered";
            case Outcome.TimedOut ignored -> "timed out";
            case Outcome.OverBudget ignored -> "over budget";
        };
    }

    @Test
    void takesAnErrorTextInTheStreamForAFailureEvenAfterPieces() throws IOException {
        try (FakeTriton triton = new FakeTriton(true)) {
            triton.next(
                    List.of(Tensor.text("text_output", "half"), "Error generating stream: engine died"),
                    List.of("Request for unknown model: 'model' has no available versions"));

            Outcome died = outcome(triton);
            Outcome unknown = outcome(triton);

            assertThat(died).isInstanceOfSatisfying(Outcome.Failed.class, failed -> {
                assertThat(failed.code()).isEqualTo("model-failed");
                assertThat(failed.message()).contains("engine died");
            });
            assertThat(code(unknown)).isEqualTo("refused unknown-model");
        }
    }

    @Test
    void failsOnAReplyWithoutTheText() throws IOException {
        try (FakeTriton triton = new FakeTriton(true)) {
            triton.next(List.of(Tensor.longs("cpu_nanos", 5)));

            ModelReply reply = infer(triton);

            assertThat(catchThrowableOfType(ExpertException.class, () -> reply.text("text_output"))
                            .outcome())
                    .isInstanceOfSatisfying(Outcome.Failed.class, failed -> {
                        assertThat(failed.code()).isEqualTo("malformed-reply");
                        assertThat(failed.message()).contains("'text_output'");
                    });
        }
    }

    @Test
    void refusesACallThatIsTooLargeBeforeItSendsIt() throws IOException {
        try (FakeTriton triton = new FakeTriton(false)) {
            byte[] large = new byte[65 * 1024 * 1024];

            ExpertException thrown = catchThrowableOfType(
                    ExpertException.class,
                    () -> client.infer(
                            triton.address(),
                            config -> List.of(Tensor.bytes("text_input", List.of(large))),
                            LIMIT,
                            Instant.now().plusSeconds(60)));

            assertThat(code(thrown.outcome())).isEqualTo("refused message-too-large");
            assertThat(triton.requests()).isEmpty();
        }
    }
}

package dev.maestro.local.modelserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maestro.runtime.models.kserve.ModelInferRequest;
import dev.maestro.runtime.models.kserve.ModelInferRequest.InferRequestedOutputTensor;
import dev.maestro.runtime.models.kserve.ModelInferResponse;
import dev.maestro.runtime.models.tensor.Tensor;
import dev.maestro.runtime.models.tensor.TensorCodec;
import dev.maestro.runtime.models.tensor.TensorType;
import io.grpc.Status;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedModelServerTest {

    private static final ModelContract TEXT_TO_TEXT = new ModelContract(
            List.of(TensorSpec.of("text_input", TensorType.BYTES, 1)),
            List.of(TensorSpec.of("text_output", TensorType.BYTES, 1), TensorSpec.of("length", TensorType.INT64, 1)),
            false);

    @TempDir
    private Path repository;

    private static ModelInferRequest ask(String model, Tensor... inputs) {
        ModelInferRequest.Builder request = ModelInferRequest.newBuilder().setModelName(model);
        for (Tensor input : inputs) {
            TensorCodec.add(request, input);
        }
        return request.build();
    }

    private static Map<String, Tensor> outputs(ModelInferResponse response) {
        return TensorCodec.outputs(response).stream().collect(Collectors.toMap(Tensor::name, Function.identity()));
    }

    private static long cpuNanos(ModelInferResponse response) {
        return ((Tensor.Integers) outputs(response).get("cpu_nanos")).values()[0];
    }

    @Test
    void saysThatThePortIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();

            assertThatThrownBy(() -> EmbeddedModelServer.start(ModelServerSettings.onPort(port), List.of()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("127.0.0.1:" + port)
                    .hasMessageContaining("choose another");
        }
    }

    @Test
    void measuresTheCpuTimeOfTheModelAndNotTheTimeItWaits() throws IOException {
        TestModel waiting = new TestModel("waiting", TEXT_TO_TEXT, input -> {
            LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
            return InferenceResult.of(Tensor.text("text_output", "w"));
        });
        TestModel busy = new TestModel("busy", TEXT_TO_TEXT, input -> {
            double sum = 0;
            for (int i = 1; i < 60_000_000; i++) {
                sum += 1.0 / i;
            }
            return InferenceResult.of(Tensor.text("text_output", Double.toString(sum)));
        });
        try (EmbeddedModelServer server =
                        EmbeddedModelServer.start(ModelServerSettings.onPort(0), List.of(waiting, busy));
                KServeCalls calls = new KServeCalls(server.target())) {

            long waited = cpuNanos(calls.stub().modelInfer(ask("waiting", Tensor.text("text_input", "x"))));
            ModelInferResponse worked = calls.stub().modelInfer(ask("busy", Tensor.text("text_input", "x")));

            assertThat(waited).isBetween(1L, Duration.ofMillis(100).toNanos());
            assertThat(cpuNanos(worked)).isGreaterThan(Duration.ofMillis(10).toNanos());
            assertThat(worked.getParametersOrThrow("cpu_nanos").getInt64Param()).isEqualTo(cpuNanos(worked));
        }
    }

    @Test
    void givesOnlyTheOutputsAskedForAndRefusesUnknownOnes() throws IOException {
        TestModel model = new TestModel(
                "echo",
                TEXT_TO_TEXT,
                input -> InferenceResult.of(
                        Tensor.text("text_output", input.text("text_input")), Tensor.longs("length", 1)));
        try (EmbeddedModelServer server = EmbeddedModelServer.start(ModelServerSettings.onPort(0), List.of(model));
                KServeCalls calls = new KServeCalls(server.target())) {
            ModelInferRequest request = ask("echo", Tensor.text("text_input", "x"));

            ModelInferResponse all = calls.stub().modelInfer(request);
            ModelInferResponse one = calls.stub().modelInfer(asking(request, "length"));
            Status unknown = KServeCalls.status(() -> calls.stub().modelInfer(asking(request, "nothing")));

            assertThat(outputs(all)).containsOnlyKeys("text_output", "length", "cpu_nanos");
            assertThat(outputs(one)).containsOnlyKeys("length");
            assertThat(unknown.getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
            assertThat(unknown.getDescription()).contains("'nothing'");
        }
    }

    private static ModelInferRequest asking(ModelInferRequest request, String output) {
        return request.toBuilder()
                .addOutputs(InferRequestedOutputTensor.newBuilder().setName(output))
                .build();
    }

    @Test
    void turnsAwayWhatFindsTheQueueFull() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch free = new CountDownLatch(1);
        TestModel model = new TestModel("slow", TEXT_TO_TEXT, input -> {
            running.countDown();
            awaitQuietly(free);
            return InferenceResult.of(Tensor.text("text_output", "x"));
        });
        try (EmbeddedModelServer server =
                        EmbeddedModelServer.start(ModelServerSettings.onPort(0).withThreads(1, 1), List.of(model));
                KServeCalls calls = new KServeCalls(server.target());
                ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            ModelInferRequest request = ask("slow", Tensor.text("text_input", "x"));
            List<Future<Status>> all = new ArrayList<>();
            all.add(executor.submit(() -> KServeCalls.status(() -> calls.stub().modelInfer(request))));
            running.await();
            CountDownLatch turnedAway = new CountDownLatch(3);
            for (int i = 0; i < 4; i++) {
                all.add(executor.submit(() -> {
                    Status status = KServeCalls.status(() -> calls.stub().modelInfer(request));
                    turnedAway.countDown();
                    return status;
                }));
            }
            turnedAway.await();
            free.countDown();

            List<Status.Code> codes = new ArrayList<>();
            for (Future<Status> each : all) {
                codes.add(each.get().getCode());
            }
            assertThat(codes).filteredOn(code -> code == Status.Code.OK).hasSize(2);
            assertThat(codes)
                    .filteredOn(code -> code == Status.Code.RESOURCE_EXHAUSTED)
                    .hasSize(3);
        }
    }

    @Test
    void runsOnnxModelsOfIntegersTextsAndBooleans() throws IOException {
        TinyOnnx.writeIdentities(repository, "identities");
        try (EmbeddedModelServer server =
                        EmbeddedModelServer.start(ModelServerSettings.onPort(0).withRepository(repository), List.of());
                KServeCalls calls = new KServeCalls(server.target())) {
            ModelInferRequest request = ask(
                    "identities",
                    Tensor.longs("n", Long.MIN_VALUE, 7),
                    Tensor.texts("t", List.of("é", "", "abc")),
                    Tensor.flag("b", true));

            Map<String, Tensor> outputs = outputs(calls.stub().modelInfer(request));

            assertThat(((Tensor.Integers) outputs.get("n2")).values()).containsExactly(Long.MIN_VALUE, 7);
            assertThat(((Tensor.Bytes) outputs.get("t2")).elements())
                    .extracting(bytes -> new String(bytes, StandardCharsets.UTF_8))
                    .containsExactly("é", "", "abc");
            assertThat(((Tensor.Booleans) outputs.get("b2")).values()).containsExactly(true);
        }
    }

    @Test
    void closesWhileAnInferenceRunsAndFreesItsModelWhenItEnds() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch free = new CountDownLatch(1);
        CountDownLatch unloaded = new CountDownLatch(1);
        EmbeddedModel model = new EmbeddedModel() {
            @Override
            public String name() {
                return "slow";
            }

            @Override
            public ModelContract contract() {
                return TEXT_TO_TEXT;
            }

            @Override
            public InferenceResult infer(InferenceInput input) {
                running.countDown();
                awaitQuietly(free);
                return InferenceResult.of(Tensor.text("text_output", "x"));
            }

            @Override
            public void unload() {
                unloaded.countDown();
            }
        };
        EmbeddedModelServer server = EmbeddedModelServer.start(
                new ModelServerSettings("127.0.0.1", 0, 1, 1, null, Duration.ofMillis(50), null), List.of(model));
        try (KServeCalls calls = new KServeCalls(server.target());
                ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Status> call = executor.submit(() ->
                    KServeCalls.status(() -> calls.stub().modelInfer(ask("slow", Tensor.text("text_input", "x")))));
            running.await();

            server.close();

            assertThat(call.get().getCode()).isIn(Status.Code.UNAVAILABLE, Status.Code.CANCELLED);
            assertThat(unloaded.getCount()).as("not freed while it runs").isEqualTo(1);
            free.countDown();
            unloaded.await();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package dev.maestro.local.modelserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.runtime.models.kserve.ModelInferRequest;
import dev.maestro.runtime.models.kserve.ModelInferResponse;
import dev.maestro.runtime.models.kserve.RepositoryIndexRequest;
import dev.maestro.runtime.models.kserve.RepositoryIndexResponse.ModelIndex;
import dev.maestro.runtime.models.kserve.RepositoryModelLoadRequest;
import dev.maestro.runtime.models.kserve.RepositoryModelUnloadRequest;
import dev.maestro.runtime.models.tensor.Tensor;
import dev.maestro.runtime.models.tensor.TensorCodec;
import io.grpc.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelRepositoryTest {

    @TempDir
    private Path repository;

    private EmbeddedModelServer server;
    private KServeCalls calls;

    private void start(EmbeddedModel... models) throws IOException {
        server = EmbeddedModelServer.start(
                ModelServerSettings.onPort(0).withRepository(repository).withThreads(2, 100), List.of(models));
        calls = new KServeCalls(server.target());
    }

    @AfterEach
    void stop() {
        calls.close();
        server.close();
    }

    private void load(String model) {
        calls.stub()
                .repositoryModelLoad(RepositoryModelLoadRequest.newBuilder()
                        .setModelName(model)
                        .build());
    }

    private void unload(String model) {
        calls.stub()
                .repositoryModelUnload(RepositoryModelUnloadRequest.newBuilder()
                        .setModelName(model)
                        .build());
    }

    private static ModelInferRequest one(String model) {
        ModelInferRequest.Builder request = ModelInferRequest.newBuilder().setModelName(model);
        TensorCodec.add(request, new Tensor.Floats("x", List.of(1L, 4L), new float[] {1, 1, 1, 1}));
        return request.build();
    }

    private float factor(String model) {
        ModelInferResponse response = calls.stub().modelInfer(one(model));
        return ((Tensor.Floats) TensorCodec.outputs(response).getFirst()).values()[0];
    }

    private Optional<ModelIndex> index(String model) {
        return calls.stub().repositoryIndex(RepositoryIndexRequest.getDefaultInstance()).getModelsList().stream()
                .filter(each -> each.getName().equals(model))
                .findFirst();
    }

    @Test
    void servesTheNewVersionAfterALoadWithoutAFailedRequestInBetween() throws Exception {
        TinyOnnx.writeScale(repository, "policy", 1, 2f);
        start();
        AtomicBoolean stop = new AtomicBoolean();
        AtomicInteger oldAnswers = new AtomicInteger();
        AtomicInteger newAnswers = new AtomicInteger();
        CountDownLatch someOld = new CountDownLatch(20);
        CountDownLatch someNew = new CountDownLatch(20);

        try (ExecutorService executor = Executors.newFixedThreadPool(3)) {
            List<Future<?>> callers = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                callers.add(executor.submit(() -> {
                    while (!stop.get()) {
                        if (factor("policy") == 2f) {
                            oldAnswers.incrementAndGet();
                            someOld.countDown();
                        } else {
                            newAnswers.incrementAndGet();
                            someNew.countDown();
                        }
                    }
                }));
            }
            someOld.await();
            for (int version = 2; version < 6; version++) {
                TinyOnnx.writeScale(repository, "policy", version, version + 1f);
                load("policy");
            }
            someNew.await();
            stop.set(true);
            for (Future<?> caller : callers) {
                caller.get();
            }
        }

        assertThat(oldAnswers.get()).isPositive();
        assertThat(newAnswers.get()).isPositive();
        assertThat(factor("policy")).isEqualTo(6f);
    }

    @Test
    void servesTheVersionsThatThePolicySays() throws IOException {
        for (String model : List.of("newest", "all", "one", "two")) {
            for (int version : new int[] {1, 2, 10}) {
                TinyOnnx.writeScale(repository, model, version, version);
            }
        }
        config("all", "version_policy { all {} }");
        config("one", "version_policy { specific { versions: [ 2 ] } }");
        config("two", "version_policy { latest { num_versions: 2 } }");

        start();

        assertThat(ready("newest")).containsExactly("10");
        assertThat(ready("all")).containsExactlyInAnyOrder("1", "2", "10");
        assertThat(ready("one")).containsExactly("2");
        assertThat(ready("two")).containsExactlyInAnyOrder("2", "10");
        assertThat(factor("all")).as("without a version, the newest").isEqualTo(10f);
    }

    private void config(String model, String more) throws IOException {
        Files.writeString(repository.resolve(model).resolve("config.pbtxt"), TinyOnnx.scaleConfig(model, more));
    }

    private List<String> ready(String model) {
        return calls
                .stub()
                .repositoryIndex(
                        RepositoryIndexRequest.newBuilder().setReady(true).build())
                .getModelsList()
                .stream()
                .filter(each -> each.getName().equals(model))
                .map(ModelIndex::getVersion)
                .toList();
    }

    @Test
    void keepsServingTheOldVersionWhenTheNewOneIsBroken() throws IOException {
        TinyOnnx.writeScale(repository, "policy", 1, 2f);
        start();
        Files.createDirectories(repository.resolve("policy/2"));
        Files.writeString(repository.resolve("policy/2/model.onnx"), "this is no model");

        Status status = KServeCalls.status(() -> load("policy"));

        assertThat(status.getCode()).isEqualTo(Status.Code.INTERNAL);
        assertThat(status.getDescription()).contains("not-onnx", "'policy'");
        assertThat(factor("policy")).isEqualTo(2f);
    }

    @Test
    void servesTheOthersWhenOneModelIsBrokenAndSaysWhatIsWrongWhere() throws IOException {
        TinyOnnx.writeScale(repository, "good", 1, 2f);
        TinyOnnx.writeScale(repository, "typo", 1, 2f);
        Files.writeString(repository.resolve("typo/config.pbtxt"), "name: \"typo\"\ninput [ { name x } ]");
        TinyOnnx.writeScale(repository, "renamed", 1, 2f);
        config("renamed", "");
        Files.writeString(repository.resolve("renamed/config.pbtxt"), TinyOnnx.scaleConfig("other", ""));
        TinyOnnx.write(
                repository,
                "python",
                1,
                new byte[0],
                "backend: \"python\" input [{name:\"x\" data_type:TYPE_FP32 dims:[1]}]");
        TinyOnnx.write(
                repository,
                "mismatch",
                1,
                TinyOnnx.scale(1),
                TinyOnnx.scaleConfig("mismatch", "").replace("\"x\"", "\"z\""));

        start();

        assertThat(factor("good")).isEqualTo(2f);
        assertThat(reason("typo")).contains("config-malformed", "2:");
        assertThat(reason("renamed")).contains("config-mismatch", "other");
        assertThat(reason("python")).contains("backend-not-supported", "onnxruntime");
        assertThat(reason("mismatch")).contains("config-mismatch", "'z'", "[x]");
    }

    private String reason(String model) {
        ModelIndex index = index(model).orElseThrow();
        assertThat(index.getState()).isEqualTo("UNAVAILABLE");
        return index.getReason();
    }

    @Test
    void findsAModelThatWasAddedLater() throws IOException {
        start();
        TinyOnnx.writeScale(repository, "later", 1, 4f);

        Optional<ModelIndex> listed = index("later");
        load("later");

        assertThat(listed).isPresent();
        assertThat(factor("later")).isEqualTo(4f);
    }

    @Test
    void finishesRunningInferencesBeforeItUnloadsAndLoadsAgainAfterwards() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch free = new CountDownLatch(1);
        AtomicBoolean loaded = new AtomicBoolean();
        AtomicInteger usedUnloaded = new AtomicInteger();
        EmbeddedModel model = new EmbeddedModel() {
            @Override
            public String name() {
                return "slow";
            }

            @Override
            public ModelContract contract() {
                return ModelContract.textEncoder();
            }

            @Override
            public void load() {
                loaded.set(true);
            }

            @Override
            public void unload() {
                loaded.set(false);
            }

            @Override
            public InferenceResult infer(InferenceInput input) {
                running.countDown();
                awaitQuietly(free);
                if (!loaded.get()) {
                    usedUnloaded.incrementAndGet();
                }
                return InferenceResult.of(Tensor.floats("embedding", 1f));
            }
        };
        start(model);
        ModelInferRequest.Builder request = ModelInferRequest.newBuilder().setModelName("slow");
        TensorCodec.add(request, Tensor.text("text_input", "x"));

        try (ExecutorService executor = Executors.newSingleThreadExecutor()) {
            Future<ModelInferResponse> inference =
                    executor.submit(() -> calls.stub().modelInfer(request.build()));
            running.await();
            unload("slow");
            Status meanwhile = KServeCalls.status(() -> calls.stub().modelInfer(request.build()));
            boolean loadedWhileRunning = loaded.get();
            free.countDown();
            inference.get();
            load("slow");

            assertThat(meanwhile.getCode()).isEqualTo(Status.Code.NOT_FOUND);
            assertThat(meanwhile.getDescription()).contains("unloaded");
            assertThat(loadedWhileRunning).isTrue();
            assertThat(usedUnloaded).hasValue(0);
            assertThat(loaded.get()).as("loaded again").isTrue();
            assertThat(calls.stub().modelInfer(request.build()).getOutputsCount())
                    .isEqualTo(2);
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

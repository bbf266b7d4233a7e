package dev.maestro.local.modelserver;

import static dev.maestro.local.modelserver.KServeCalls.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.protobuf.ByteString;
import dev.maestro.runtime.models.kserve.InferTensorContents;
import dev.maestro.runtime.models.kserve.ModelConfig;
import dev.maestro.runtime.models.kserve.ModelConfigRequest;
import dev.maestro.runtime.models.kserve.ModelInferRequest;
import dev.maestro.runtime.models.kserve.ModelInferRequest.InferInputTensor;
import dev.maestro.runtime.models.kserve.ModelInferResponse;
import dev.maestro.runtime.models.kserve.ModelMetadataRequest;
import dev.maestro.runtime.models.kserve.ModelMetadataResponse;
import dev.maestro.runtime.models.kserve.ModelStatistics;
import dev.maestro.runtime.models.kserve.ModelStatisticsRequest;
import dev.maestro.runtime.models.kserve.RepositoryModelUnloadRequest;
import dev.maestro.runtime.models.kserve.ServerLiveRequest;
import dev.maestro.runtime.models.kserve.ServerMetadataRequest;
import dev.maestro.runtime.models.kserve.ServerReadyRequest;
import dev.maestro.runtime.models.tensor.Tensor;
import dev.maestro.runtime.models.tensor.TensorCodec;
import dev.maestro.runtime.models.tensor.TensorType;
import io.grpc.Status;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every KServe v2 server must do for us, be it the embedded one or a real Triton. Speaks the bare protocol, so that
 * a mistake that client and server share is seen.
 */
abstract class ModelServerContract {

    static final String SCALE = "maestro_contract_scale";

    private KServeCalls calls;

    /** {@code host:port} of the running server. */
    abstract String target();

    /** The folder that the server reads models from, in explicit mode. */
    abstract Path repository();

    /** A decoupled model with the tensors of the vLLM backend, or empty when there is none. */
    abstract Optional<String> decoupledModel();

    @BeforeEach
    void load() throws Exception {
        calls = new KServeCalls(target());
        TinyOnnx.writeScale(repository(), SCALE, 1, 2f);
        calls.load(SCALE);
    }

    @AfterEach
    void disconnect() {
        calls.close();
    }

    private static Tensor x(int rows) {
        float[] values = new float[4 * rows];
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }
        return new Tensor.Floats("x", List.of((long) rows, 4L), values);
    }

    private static float[] y(ModelInferResponse response) {
        return TensorCodec.outputs(response).stream()
                .filter(tensor -> tensor.name().equals("y"))
                .map(tensor -> ((Tensor.Floats) tensor).values())
                .findFirst()
                .orElseThrow();
    }

    private Status refusal(ModelInferRequest request) {
        return KServeCalls.status(() -> calls.stub().modelInfer(request));
    }

    @Test
    void isLiveAndReadyAndSaysWhoItIs() {
        assertThat(calls.stub()
                        .serverLive(ServerLiveRequest.getDefaultInstance())
                        .getLive())
                .isTrue();
        assertThat(calls.stub()
                        .serverReady(ServerReadyRequest.getDefaultInstance())
                        .getReady())
                .isTrue();
        assertThat(calls.stub()
                        .serverMetadata(ServerMetadataRequest.getDefaultInstance())
                        .getExtensionsList())
                .contains("model_repository", "model_configuration", "statistics");
    }

    @Test
    void describesAModelWithItsBatchDimension() {
        ModelMetadataResponse metadata = calls.stub()
                .modelMetadata(ModelMetadataRequest.newBuilder().setName(SCALE).build());

        assertThat(metadata.getVersionsList()).containsExactly("1");
        assertThat(metadata.getPlatform()).isEqualTo("onnxruntime_onnx");
        assertThat(metadata.getInputs(0).getName()).isEqualTo("x");
        assertThat(metadata.getInputs(0).getDatatype()).isEqualTo("FP32");
        assertThat(metadata.getInputs(0).getShapeList()).containsExactly(-1L, 4L);
    }

    @Test
    void givesTheConfigurationWithoutTheBatchDimension() {
        ModelConfig config = calls.stub()
                .modelConfig(ModelConfigRequest.newBuilder().setName(SCALE).build())
                .getConfig();

        assertThat(config.getName()).isEqualTo(SCALE);
        assertThat(config.getMaxBatchSize()).isEqualTo(8);
        assertThat(config.getInput(0).getDimsList()).containsExactly(4L);
        assertThat(config.getModelTransactionPolicy().getDecoupled()).isFalse();
    }

    @Test
    void infersOnRawContents() {
        ModelInferRequest request =
                request(SCALE, x(2)).toBuilder().setId("r-1").build();

        ModelInferResponse response = calls.stub().modelInfer(request);

        assertThat(y(response)).containsExactly(0, 2, 4, 6, 8, 10, 12, 14);
        assertThat(response.getId()).isEqualTo("r-1");
        assertThat(response.getModelName()).isEqualTo(SCALE);
        assertThat(response.getModelVersion()).isEqualTo("1");
        assertThat(response.getRawOutputContentsCount()).isEqualTo(response.getOutputsCount());
    }

    @Test
    void infersOnTypedContents() {
        ModelInferRequest request = ModelInferRequest.newBuilder()
                .setModelName(SCALE)
                .addInputs(InferInputTensor.newBuilder()
                        .setName("x")
                        .setDatatype("FP32")
                        .addAllShape(List.of(1L, 4L))
                        .setContents(InferTensorContents.newBuilder().addAllFp32Contents(List.of(1f, 2f, 3f, 4f))))
                .build();

        ModelInferResponse response = calls.stub().modelInfer(request);

        assertThat(y(response)).containsExactly(2, 4, 6, 8);
    }

    @Test
    void streamsSeveralInferencesOfAnOrdinaryModel() throws Exception {
        KServeCalls.Streamed streamed = calls.stream(false, request(SCALE, x(1)), request(SCALE, x(2)));

        assertThat(streamed.end().isOk()).isTrue();
        assertThat(streamed.responses()).hasSize(2);
        assertThat(streamed.responses())
                .allSatisfy(response -> assertThat(response.getErrorMessage()).isEmpty());
    }

    @Test
    void refusesUnaryCallsOfADecoupledModelButStreamsIt() throws Exception {
        assumeTrue(decoupledModel().isPresent(), "no decoupled model: set MAESTRO_TRITON_DECOUPLED_MODEL");
        ModelInferRequest request =
                request(decoupledModel().get(), Tensor.text("text_input", "hello"), Tensor.flag("stream", false));

        Status unary = refusal(request);
        KServeCalls.Streamed streamed = calls.stream(false, request);

        assertThat(unary.getCode()).isEqualTo(Status.Code.UNIMPLEMENTED);
        assertThat(unary.getDescription()).contains("doesn't support models with decoupled transaction policy");
        assertThat(streamed.end().isOk()).isTrue();
        assertThat(streamed.responses()).isNotEmpty();
        assertThat(streamed.responses().getFirst().getInferResponse().getOutputsList())
                .anySatisfy(output -> assertThat(output.getName()).isEqualTo("text_output"));
    }

    @Test
    void doesNotKnowAModelThatIsNotThere() {
        Status infer = refusal(request("maestro_contract_none", x(1)));
        Status config = KServeCalls.status(() -> calls.stub()
                .modelConfig(ModelConfigRequest.newBuilder()
                        .setName("maestro_contract_none")
                        .build()));

        assertThat(infer.getCode()).isIn(Status.Code.NOT_FOUND, Status.Code.UNAVAILABLE);
        assertThat(infer.getDescription()).contains("unknown model", "maestro_contract_none");
        assertThat(config.getCode()).isIn(Status.Code.NOT_FOUND, Status.Code.UNAVAILABLE);
        assertThat(calls.ready("maestro_contract_none", "")).isFalse();
        assertThat(calls.ready(SCALE, "7")).isFalse();
    }

    @Test
    void refusesWrongTensorsAndNamesThem() {
        Status shape = refusal(request(SCALE, new Tensor.Floats("x", List.of(1L, 3L), new float[3])));
        Status type = refusal(request(SCALE, new Tensor.Integers("x", TensorType.INT64, List.of(1L, 4L), new long[4])));
        Status name = refusal(request(SCALE, x(1), Tensor.floats("z", 1f)));
        Status missing = refusal(request(SCALE));
        Status batch = refusal(request(SCALE, x(9)));
        Status bytes = refusal(request(SCALE, x(1)).toBuilder()
                .setRawInputContents(0, ByteString.copyFrom(new byte[15]))
                .build());

        assertThat(List.of(shape, type, name, missing, batch, bytes))
                .allSatisfy(status -> assertThat(status.getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT));
        assertThat(shape.getDescription()).contains("'x'");
        assertThat(type.getDescription()).contains("'x'", "FP32");
        assertThat(name.getDescription()).contains("'z'");
        assertThat(batch.getDescription()).contains("8");
        assertThat(bytes.getDescription()).contains("'x'");
    }

    @Test
    void putsAnErrorTextIntoTheStreamAndGoesOn() throws Exception {
        KServeCalls.Streamed streamed =
                calls.stream(false, request(SCALE, Tensor.floats("z", 1f)), request(SCALE, x(1)));

        assertThat(streamed.end().isOk()).isTrue();
        assertThat(streamed.responses())
                .anySatisfy(response -> assertThat(response.getErrorMessage()).contains("'z'"));
        assertThat(streamed.responses())
                .anySatisfy(response ->
                        assertThat(response.getInferResponse().getOutputsList()).isNotEmpty());
    }

    @Test
    void endsTheStreamWithAStatusWhenAskedTo() throws Exception {
        KServeCalls.Streamed streamed = calls.stream(true, request(SCALE, Tensor.floats("z", 1f)));

        assertThat(streamed.end().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(streamed.end().getDescription()).contains("'z'");
    }

    @Test
    void listsLoadsAndUnloadsModels() throws Exception {
        String model = "maestro_contract_other";
        TinyOnnx.writeScale(repository(), model, 3, 5f);
        calls.load(model);
        boolean ready = calls.ready(model, "3");
        List<String> listed = calls.readyVersions(model);
        calls.stub()
                .repositoryModelUnload(RepositoryModelUnloadRequest.newBuilder()
                        .setModelName(model)
                        .build());
        List<String> afterwards = calls.readyVersions(model);

        assertThat(ready).isTrue();
        assertThat(listed).containsExactly("3");
        assertThat(afterwards).isEmpty();
    }

    @Test
    void cannotLoadWhatIsNotInTheRepository() {
        Status status = KServeCalls.status(() -> calls.load("maestro_contract_none"));

        assertThat(status.isOk()).isFalse();
        assertThat(status.getDescription()).contains("failed to load 'maestro_contract_none'");
    }

    @Test
    void countsInferencesAndTheirTime() {
        ModelStatistics before = statistics();
        calls.stub().modelInfer(request(SCALE, x(1)));
        calls.stub().modelInfer(request(SCALE, x(1)));
        refusal(request(SCALE, x(1)).toBuilder()
                .setRawInputContents(0, ByteString.copyFrom(new byte[15]))
                .build());

        ModelStatistics after = statistics();

        assertThat(after.getInferenceCount() - before.getInferenceCount()).isEqualTo(2);
        assertThat(after.getInferenceStats().getSuccess().getCount()
                        - before.getInferenceStats().getSuccess().getCount())
                .isEqualTo(2);
        assertThat(after.getInferenceStats().getSuccess().getNs()).isPositive();
        assertThat(after.getInferenceStats().getComputeInfer().getNs()).isPositive();
        assertThat(after.getLastInference()).isGreaterThan(1_600_000_000_000L);
    }

    private ModelStatistics statistics() {
        return calls.stub()
                .modelStatistics(
                        ModelStatisticsRequest.newBuilder().setName(SCALE).build())
                .getModelStats(0);
    }
}

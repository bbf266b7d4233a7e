package dev.maestro.local.modelserver;

import dev.maestro.runtime.models.kserve.GRPCInferenceServiceGrpc.AsyncService;
import dev.maestro.runtime.models.kserve.ModelConfigRequest;
import dev.maestro.runtime.models.kserve.ModelConfigResponse;
import dev.maestro.runtime.models.kserve.ModelInferRequest;
import dev.maestro.runtime.models.kserve.ModelInferResponse;
import dev.maestro.runtime.models.kserve.ModelMetadataRequest;
import dev.maestro.runtime.models.kserve.ModelMetadataResponse;
import dev.maestro.runtime.models.kserve.ModelMetadataResponse.TensorMetadata;
import dev.maestro.runtime.models.kserve.ModelReadyRequest;
import dev.maestro.runtime.models.kserve.ModelReadyResponse;
import dev.maestro.runtime.models.kserve.ModelStatisticsRequest;
import dev.maestro.runtime.models.kserve.ModelStatisticsResponse;
import dev.maestro.runtime.models.kserve.ModelStreamInferResponse;
import dev.maestro.runtime.models.kserve.RepositoryIndexRequest;
import dev.maestro.runtime.models.kserve.RepositoryIndexResponse;
import dev.maestro.runtime.models.kserve.RepositoryModelLoadRequest;
import dev.maestro.runtime.models.kserve.RepositoryModelLoadResponse;
import dev.maestro.runtime.models.kserve.RepositoryModelUnloadRequest;
import dev.maestro.runtime.models.kserve.RepositoryModelUnloadResponse;
import dev.maestro.runtime.models.kserve.ServerLiveRequest;
import dev.maestro.runtime.models.kserve.ServerLiveResponse;
import dev.maestro.runtime.models.kserve.ServerMetadataRequest;
import dev.maestro.runtime.models.kserve.ServerMetadataResponse;
import dev.maestro.runtime.models.kserve.ServerReadyRequest;
import dev.maestro.runtime.models.kserve.ServerReadyResponse;
import io.grpc.Context;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.List;

/** The calls of KServe v2, answered as Triton answers them. */
final class KServeService implements AsyncService {

    private static final List<String> EXTENSIONS =
            List.of("model_repository", "model_configuration", "binary_tensor_data", "statistics");

    private final ModelRepository repository;
    private final InferenceRunner runner;

    KServeService(ModelRepository repository, InferenceRunner runner) {
        this.repository = repository;
        this.runner = runner;
    }

    @Override
    public void serverLive(ServerLiveRequest request, StreamObserver<ServerLiveResponse> observer) {
        answer(observer, () -> ServerLiveResponse.newBuilder().setLive(true).build());
    }

    @Override
    public void serverReady(ServerReadyRequest request, StreamObserver<ServerReadyResponse> observer) {
        answer(observer, () -> ServerReadyResponse.newBuilder().setReady(true).build());
    }

    @Override
    public void modelReady(ModelReadyRequest request, StreamObserver<ModelReadyResponse> observer) {
        answer(observer, () -> {
            boolean ready;
            try {
                ready = repository.find(request.getName(), request.getVersion()) != null;
            } catch (ModelException e) {
                ready = false;
            }
            return ModelReadyResponse.newBuilder().setReady(ready).build();
        });
    }

    @Override
    public void serverMetadata(ServerMetadataRequest request, StreamObserver<ServerMetadataResponse> observer) {
        answer(observer, () -> ServerMetadataResponse.newBuilder()
                .setName("maestro")
                .setVersion("0.1.0")
                .addAllExtensions(EXTENSIONS)
                .build());
    }

    @Override
    public void modelMetadata(ModelMetadataRequest request, StreamObserver<ModelMetadataResponse> observer) {
        answer(observer, () -> {
            ServedVersion version = repository.find(request.getName(), request.getVersion());
            ModelMetadataResponse.Builder metadata = ModelMetadataResponse.newBuilder()
                    .setName(request.getName())
                    .setPlatform(
                            version.model() instanceof OnnxModel
                                    ? "onnxruntime_onnx"
                                    : version.config().getBackend());
            repository
                    .serving(request.getName())
                    .forEach(each -> metadata.addVersions(each.version().version()));
            version.model().contract().inputs().forEach(spec -> metadata.addInputs(metadata(spec)));
            version.model().contract().outputs().forEach(spec -> metadata.addOutputs(metadata(spec)));
            return metadata.addOutputs(metadata(InferenceRequests.CPU_NANOS)).build();
        });
    }

    private static TensorMetadata metadata(TensorSpec spec) {
        return TensorMetadata.newBuilder()
                .setName(spec.name())
                .setDatatype(spec.type().name())
                .addAllShape(spec.shape())
                .build();
    }

    @Override
    public void modelConfig(ModelConfigRequest request, StreamObserver<ModelConfigResponse> observer) {
        answer(observer, () -> ModelConfigResponse.newBuilder()
                .setConfig(
                        repository.find(request.getName(), request.getVersion()).config())
                .build());
    }

    @Override
    public void modelStatistics(ModelStatisticsRequest request, StreamObserver<ModelStatisticsResponse> observer) {
        answer(observer, () -> {
            if (!request.getName().isEmpty()) {
                repository.find(request.getName(), request.getVersion());
            }
            ModelStatisticsResponse.Builder response = ModelStatisticsResponse.newBuilder();
            for (ModelRepository.NamedVersion each : repository.serving(request.getName())) {
                String number = each.version().version();
                if (request.getVersion().isEmpty() || request.getVersion().equals(number)) {
                    response.addModelStats(each.version().counter().of(each.name(), number));
                }
            }
            return response.build();
        });
    }

    @Override
    public void repositoryIndex(RepositoryIndexRequest request, StreamObserver<RepositoryIndexResponse> observer) {
        answer(observer, () -> RepositoryIndexResponse.newBuilder()
                .addAllModels(repository.index(request.getReady()))
                .build());
    }

    @Override
    public void repositoryModelLoad(
            RepositoryModelLoadRequest request, StreamObserver<RepositoryModelLoadResponse> observer) {
        answer(observer, () -> {
            if (request.getParametersCount() > 0) {
                throw ModelException.refused(
                        "load-parameters",
                        "this server loads '" + request.getModelName()
                                + "' as its repository says; put the changes there and load it without parameters");
            }
            try {
                repository.load(request.getModelName());
            } catch (ModelException e) {
                throw e.code().equals("unknown-model")
                        ? ModelException.failed("load-failed", String.valueOf(e.getMessage()), e)
                        : e;
            }
            return RepositoryModelLoadResponse.getDefaultInstance();
        });
    }

    @Override
    public void repositoryModelUnload(
            RepositoryModelUnloadRequest request, StreamObserver<RepositoryModelUnloadResponse> observer) {
        answer(observer, () -> {
            repository.unload(request.getModelName());
            return RepositoryModelUnloadResponse.getDefaultInstance();
        });
    }

    @Override
    public void modelInfer(ModelInferRequest request, StreamObserver<ModelInferResponse> observer) {
        ((ServerCallStreamObserver<ModelInferResponse>) observer).setOnCancelHandler(() -> {});
        Context context = Context.current();
        ServedVersion version;
        try {
            version = acquire(request);
        } catch (ModelException e) {
            observer.onError(InferenceRunner.status(e).asRuntimeException());
            return;
        }
        if (version.model().contract().decoupled()) {
            version.release();
            observer.onError(Status.UNIMPLEMENTED
                    .withDescription("ModelInfer RPC doesn't support models with decoupled transaction policy")
                    .asRuntimeException());
            return;
        }
        runner.run(version, request, context::isCancelled, new InferenceRunner.Done() {
            @Override
            public void succeeded(ModelInferResponse response) {
                observer.onNext(response);
                observer.onCompleted();
            }

            @Override
            public void failed(Status status) {
                observer.onError(status.asRuntimeException());
            }
        });
    }

    @Override
    public StreamObserver<ModelInferRequest> modelStreamInfer(StreamObserver<ModelStreamInferResponse> observer) {
        return new InferenceStream(this, runner, (ServerCallStreamObserver<ModelStreamInferResponse>) observer);
    }

    /** A version that is held for one inference; a version that retires in between is looked up anew. */
    ServedVersion acquire(ModelInferRequest request) throws ModelException {
        while (true) {
            ServedVersion version = repository.find(request.getModelName(), request.getModelVersion());
            if (version.acquire()) {
                return version;
            }
            Thread.onSpinWait();
        }
    }

    /** An answer, or why there is none. */
    @FunctionalInterface
    private interface Answer<T> {
        T make() throws ModelException;
    }

    private static <T> void answer(StreamObserver<T> observer, Answer<T> answer) {
        T response;
        try {
            response = answer.make();
        } catch (ModelException e) {
            observer.onError(InferenceRunner.status(e).asRuntimeException());
            return;
        } catch (RuntimeException e) {
            observer.onError(
                    Status.INTERNAL.withDescription("server-failed: " + e).asRuntimeException());
            return;
        }
        observer.onNext(response);
        observer.onCompleted();
    }
}

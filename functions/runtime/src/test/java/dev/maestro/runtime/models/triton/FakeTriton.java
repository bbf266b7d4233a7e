package dev.maestro.runtime.models.triton;

import dev.maestro.runtime.models.kserve.GRPCInferenceServiceGrpc;
import dev.maestro.runtime.models.kserve.ModelConfig;
import dev.maestro.runtime.models.kserve.ModelConfigRequest;
import dev.maestro.runtime.models.kserve.ModelConfigResponse;
import dev.maestro.runtime.models.kserve.ModelInferRequest;
import dev.maestro.runtime.models.kserve.ModelInferResponse;
import dev.maestro.runtime.models.kserve.ModelInput;
import dev.maestro.runtime.models.kserve.ModelStreamInferResponse;
import dev.maestro.runtime.models.kserve.ModelTransactionPolicy;
import dev.maestro.runtime.models.kserve.RepositoryModelLoadRequest;
import dev.maestro.runtime.models.kserve.RepositoryModelLoadResponse;
import dev.maestro.runtime.models.tensor.Tensor;
import dev.maestro.runtime.models.tensor.TensorCodec;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A model server with one model that answers as a test says: what real servers do and the embedded one does not. */
public final class FakeTriton implements GRPCInferenceServiceGrpc.AsyncService, AutoCloseable {

    private final boolean decoupled;
    private final Queue<Object> script = new ConcurrentLinkedQueue<>();
    private final List<ModelInferRequest> requests = new CopyOnWriteArrayList<>();
    private final List<String> loaded = new CopyOnWriteArrayList<>();
    private final AtomicInteger configs = new AtomicInteger();
    private final Server server;

    public FakeTriton(boolean decoupled) throws IOException {
        this.decoupled = decoupled;
        this.server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .addService(GRPCInferenceServiceGrpc.bindService(this))
                .build()
                .start();
    }

    public ModelAddress address() {
        return ModelAddress.of("127.0.0.1:" + server.getPort(), "model");
    }

    /**
     * What the coming inferences get: a {@link Status}, a {@link Tensor}, or for a stream a list of tensors and error
     * texts.
     */
    void next(Object... coming) {
        script.addAll(List.of(coming));
    }

    List<ModelInferRequest> requests() {
        return List.copyOf(requests);
    }

    /** Models that were asked to be loaded, in order. */
    public List<String> loaded() {
        return List.copyOf(loaded);
    }

    int configsAsked() {
        return configs.get();
    }

    @Override
    public void repositoryModelLoad(
            RepositoryModelLoadRequest request, StreamObserver<RepositoryModelLoadResponse> observer) {
        loaded.add(request.getModelName());
        observer.onNext(RepositoryModelLoadResponse.getDefaultInstance());
        observer.onCompleted();
    }

    @Override
    public void modelConfig(ModelConfigRequest request, StreamObserver<ModelConfigResponse> observer) {
        configs.incrementAndGet();
        observer.onNext(ModelConfigResponse.newBuilder()
                .setConfig(ModelConfig.newBuilder()
                        .setName(request.getName())
                        .addInput(ModelInput.newBuilder().setName("text_input"))
                        .setModelTransactionPolicy(
                                ModelTransactionPolicy.newBuilder().setDecoupled(decoupled)))
                .build());
        observer.onCompleted();
    }

    @Override
    public void modelInfer(ModelInferRequest request, StreamObserver<ModelInferResponse> observer) {
        requests.add(request);
        switch (script.remove()) {
            case Status status -> observer.onError(status.asRuntimeException());
            case Tensor tensor -> {
                observer.onNext(response(tensor));
                observer.onCompleted();
            }
            default -> throw new IllegalArgumentException("no unary answer");
        }
    }

    @Override
    public StreamObserver<ModelInferRequest> modelStreamInfer(StreamObserver<ModelStreamInferResponse> observer) {
        return new StreamObserver<>() {
            @Override
            public void onNext(ModelInferRequest request) {
                requests.add(request);
                switch (script.remove()) {
                    case Status status -> observer.onError(status.asRuntimeException());
                    case List<?> pieces -> {
                        pieces.forEach(piece -> observer.onNext(piece(piece)));
                        observer.onCompleted();
                    }
                    default -> throw new IllegalArgumentException("no streamed answer");
                }
            }

            @Override
            public void onError(Throwable thrown) {
                // the client is gone; nothing is left to answer
            }

            @Override
            public void onCompleted() {
                // answered already, in onNext
            }
        };
    }

    private static ModelStreamInferResponse piece(Object piece) {
        ModelStreamInferResponse.Builder response = ModelStreamInferResponse.newBuilder();
        return piece instanceof Tensor tensor
                ? response.setInferResponse(response(tensor)).build()
                : response.setErrorMessage(piece.toString()).build();
    }

    private static ModelInferResponse response(Tensor tensor) {
        ModelInferResponse.Builder response = ModelInferResponse.newBuilder();
        TensorCodec.add(response, tensor);
        return response.build();
    }

    @Override
    public void close() {
        server.shutdownNow();
    }
}

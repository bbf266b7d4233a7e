package dev.maestro.local.modelserver;

import dev.maestro.runtime.models.kserve.GRPCInferenceServiceGrpc;
import dev.maestro.runtime.models.kserve.GRPCInferenceServiceGrpc.GRPCInferenceServiceBlockingStub;
import dev.maestro.runtime.models.kserve.ModelInferRequest;
import dev.maestro.runtime.models.kserve.ModelReadyRequest;
import dev.maestro.runtime.models.kserve.ModelStreamInferResponse;
import dev.maestro.runtime.models.kserve.RepositoryIndexRequest;
import dev.maestro.runtime.models.kserve.RepositoryModelLoadRequest;
import dev.maestro.runtime.models.tensor.Tensor;
import dev.maestro.runtime.models.tensor.TensorCodec;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Bare calls of KServe v2, without our client. */
final class KServeCalls implements AutoCloseable {

    private final ManagedChannel channel;

    KServeCalls(String target) {
        this.channel = NettyChannelBuilder.forTarget(target)
                .usePlaintext()
                .maxInboundMessageSize(EmbeddedModelServer.MAX_MESSAGE_BYTES)
                .build();
    }

    GRPCInferenceServiceBlockingStub stub() {
        return GRPCInferenceServiceGrpc.newBlockingStub(channel).withDeadlineAfter(30, TimeUnit.SECONDS);
    }

    /** A request with raw contents. */
    static ModelInferRequest request(String model, Tensor... inputs) {
        ModelInferRequest.Builder request = ModelInferRequest.newBuilder().setModelName(model);
        for (Tensor input : inputs) {
            TensorCodec.add(request, input);
        }
        return request.build();
    }

    /** Loads a model, or loads it anew. */
    void load(String model) {
        stub().repositoryModelLoad(RepositoryModelLoadRequest.newBuilder()
                .setModelName(model)
                .build());
    }

    /** Whether a version is ready; empty for any. */
    boolean ready(String model, String version) {
        return stub().modelReady(ModelReadyRequest.newBuilder()
                        .setName(model)
                        .setVersion(version)
                        .build())
                .getReady();
    }

    /** Versions of a model that the index calls ready. */
    List<String> readyVersions(String model) {
        return stub()
                .repositoryIndex(
                        RepositoryIndexRequest.newBuilder().setReady(true).build())
                .getModelsList()
                .stream()
                .filter(index ->
                        index.getName().equals(model) && index.getState().equals("READY"))
                .map(index -> index.getVersion())
                .toList();
    }

    /** A call's status; OK when it went well. */
    static Status status(Runnable call) {
        try {
            call.run();
            return Status.OK;
        } catch (StatusRuntimeException e) {
            return e.getStatus();
        }
    }

    /** What came down one stream: the responses, and how it ended. */
    record Streamed(List<ModelStreamInferResponse> responses, Status end) {}

    /** Sends requests down one stream and waits for its end. */
    Streamed stream(boolean statusOnError, ModelInferRequest... requests) throws Exception {
        Metadata headers = new Metadata();
        if (statusOnError) {
            headers.put(Metadata.Key.of("triton_grpc_error", Metadata.ASCII_STRING_MARSHALLER), "true");
        }
        Channel withHeaders = ClientInterceptors.intercept(channel, MetadataUtils.newAttachHeadersInterceptor(headers));
        List<ModelStreamInferResponse> responses = new ArrayList<>();
        CompletableFuture<Status> end = new CompletableFuture<>();
        StreamObserver<ModelInferRequest> stream = GRPCInferenceServiceGrpc.newStub(withHeaders)
                .withDeadlineAfter(30, TimeUnit.SECONDS)
                .modelStreamInfer(new StreamObserver<>() {
                    @Override
                    public void onNext(ModelStreamInferResponse response) {
                        responses.add(response);
                    }

                    @Override
                    public void onError(Throwable thrown) {
                        end.complete(Status.fromThrowable(thrown));
                    }

                    @Override
                    public void onCompleted() {
                        end.complete(Status.OK);
                    }
                });
        for (ModelInferRequest request : requests) {
            stream.onNext(request);
        }
        stream.onCompleted();
        return new Streamed(responses, end.get(30, TimeUnit.SECONDS));
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }
}

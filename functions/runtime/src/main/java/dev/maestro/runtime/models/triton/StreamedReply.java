package dev.maestro.runtime.models.triton;

import dev.maestro.runtime.models.kserve.GRPCInferenceServiceGrpc;
import dev.maestro.runtime.models.kserve.ModelInferRequest;
import dev.maestro.runtime.models.kserve.ModelInferResponse;
import dev.maestro.runtime.models.kserve.ModelStreamInferResponse;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Status;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The replies to one request that goes down a stream of its own. */
final class StreamedReply implements StreamObserver<ModelStreamInferResponse> {

    private final Consumer<ModelInferResponse> listener;
    private final List<ModelInferResponse> responses = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Status> done = new CompletableFuture<>();
    private volatile @Nullable String error;

    /**
     * Makes one.
     *
     * @param listener hears of each response when it comes
     */
    StreamedReply(Consumer<ModelInferResponse> listener) {
        this.listener = listener;
    }

    /**
     * Sends the request, says that no more come, and waits for the end of the stream; the deadline in the options ends
     * it at the latest. An interrupt cancels the stream.
     */
    Status collect(Channel channel, CallOptions options, ModelInferRequest request) {
        ClientCall<ModelInferRequest, ModelStreamInferResponse> call =
                channel.newCall(GRPCInferenceServiceGrpc.getModelStreamInferMethod(), options);
        StreamObserver<ModelInferRequest> requests = ClientCalls.asyncBidiStreamingCall(call, this);
        requests.onNext(request);
        requests.onCompleted();
        try {
            return done.get();
        } catch (InterruptedException e) {
            call.cancel("interrupted", e);
            Thread.currentThread().interrupt();
            return Status.CANCELLED.withDescription("interrupted");
        } catch (ExecutionException e) {
            throw new IllegalStateException("never completed exceptionally", e);
        }
    }

    /** What came, in order. */
    List<ModelInferResponse> responses() {
        return List.copyOf(responses);
    }

    /** The first error text that came in place of a response, or null. */
    @Nullable
    String error() {
        return error;
    }

    @Override
    public void onNext(ModelStreamInferResponse response) {
        if (!response.getErrorMessage().isEmpty()) {
            if (error == null) {
                error = response.getErrorMessage();
            }
        } else {
            responses.add(response.getInferResponse());
            listener.accept(response.getInferResponse());
        }
    }

    @Override
    public void onError(Throwable thrown) {
        done.complete(Status.fromThrowable(thrown));
    }

    @Override
    public void onCompleted() {
        done.complete(Status.OK);
    }
}

package dev.maestro.local.modelserver;

import dev.maestro.runtime.models.kserve.ModelInferRequest;
import dev.maestro.runtime.models.kserve.ModelInferResponse;
import dev.maestro.runtime.models.kserve.ModelStreamInferResponse;
import io.grpc.Context;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;

/**
 * One stream of requests and responses. A failed inference ends the stream with its status when the client asked for
 * that with the header {@code triton_grpc_error: true}, else it is an error text among the responses, as with Triton.
 */
final class InferenceStream implements StreamObserver<ModelInferRequest> {

    private final KServeService service;
    private final InferenceRunner runner;
    private final ServerCallStreamObserver<ModelStreamInferResponse> observer;
    private final Context context = Context.current();
    private final boolean statusOnError;
    private int pending;
    private boolean halfClosed;
    private boolean ended;

    InferenceStream(
            KServeService service,
            InferenceRunner runner,
            ServerCallStreamObserver<ModelStreamInferResponse> observer) {
        this.service = service;
        this.runner = runner;
        this.observer = observer;
        this.statusOnError = ErrorHeader.STATUS_ON_ERROR.get();
        observer.setOnCancelHandler(this::cancel);
    }

    @Override
    public void onNext(ModelInferRequest request) {
        synchronized (this) {
            pending++;
        }
        ServedVersion version;
        try {
            version = service.acquire(request);
        } catch (ModelException e) {
            fail(InferenceRunner.status(e));
            return;
        }
        runner.run(version, request, context::isCancelled, new InferenceRunner.Done() {
            @Override
            public void replied(ModelInferResponse response) {
                earlier(ModelStreamInferResponse.newBuilder()
                        .setInferResponse(response)
                        .build());
            }

            @Override
            public void succeeded(ModelInferResponse response) {
                reply(ModelStreamInferResponse.newBuilder()
                        .setInferResponse(response)
                        .build());
            }

            @Override
            public void failed(Status status) {
                fail(status);
            }
        });
    }

    private synchronized void earlier(ModelStreamInferResponse response) {
        if (!ended) {
            observer.onNext(response);
        }
    }

    private synchronized void reply(ModelStreamInferResponse response) {
        if (!ended) {
            observer.onNext(response);
        }
        pending--;
        completeWhenDone();
    }

    private synchronized void fail(Status status) {
        if (!statusOnError) {
            reply(ModelStreamInferResponse.newBuilder()
                    .setErrorMessage(String.valueOf(status.getDescription()))
                    .build());
            return;
        }
        pending--;
        if (!ended) {
            ended = true;
            observer.onError(status.asRuntimeException());
        }
    }

    private synchronized void completeWhenDone() {
        if (halfClosed && pending == 0 && !ended) {
            ended = true;
            observer.onCompleted();
        }
    }

    private synchronized void cancel() {
        ended = true;
    }

    @Override
    public void onError(Throwable thrown) {
        cancel();
    }

    @Override
    public synchronized void onCompleted() {
        halfClosed = true;
        completeWhenDone();
    }
}

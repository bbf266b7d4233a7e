package dev.maestro.runtime.models.triton;

import dev.maestro.core.invoke.ExpertException;
import dev.maestro.runtime.models.call.CallLimit;
import dev.maestro.runtime.models.call.GuardedCalls;
import dev.maestro.runtime.models.call.TransientFailure;
import dev.maestro.runtime.models.kserve.GRPCInferenceServiceGrpc;
import dev.maestro.runtime.models.kserve.ModelConfig;
import dev.maestro.runtime.models.kserve.ModelConfigRequest;
import dev.maestro.runtime.models.kserve.ModelInferRequest;
import dev.maestro.runtime.models.kserve.ModelInferResponse;
import dev.maestro.runtime.models.kserve.RepositoryModelLoadRequest;
import dev.maestro.runtime.models.kserve.ServerReadyRequest;
import dev.maestro.runtime.models.tensor.Tensor;
import dev.maestro.runtime.models.tensor.TensorCodec;
import dev.maestro.schema.wire.Outcome;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Calls models over KServe v2 gRPC, as Triton speaks it: unary for ordinary models, a stream for decoupled ones, which
 * it asks the server once. One channel for each target, kept. Works on virtual threads. Thread-safe.
 */
public final class TritonClient implements AutoCloseable {

    /** Makes Triton end a stream with a gRPC status when an inference fails, rather than send a text without a code. */
    private static final Metadata.Key<String> STATUS_ON_ERROR =
            Metadata.Key.of("triton_grpc_error", Metadata.ASCII_STRING_MARSHALLER);

    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

    private final Channels channels;
    private final Map<ModelAddress, ModelConfig> configs = new ConcurrentHashMap<>();
    private final GuardedCalls calls;

    /** Makes one that opens no connection before the first call. */
    public TritonClient(GuardedCalls calls) {
        this(calls, null);
    }

    /**
     * Makes one that opens no connection before the first call.
     *
     * @param certificate shown to servers on TLS, or null
     */
    public TritonClient(GuardedCalls calls, @Nullable ClientCertificate certificate) {
        this.calls = calls;
        this.channels = new Channels(certificate);
    }

    /** Picks the inputs for a model, once its configuration is known. */
    @FunctionalInterface
    public interface Inputs {

        /**
         * The inputs.
         *
         * @throws ExpertException when the model cannot take them
         */
        List<Tensor> of(ModelConfig config);
    }

    /**
     * One inference.
     *
     * @return the responses of the model in order: one from an ordinary model, any number from a decoupled one
     * @throws ExpertException with the outcome when there is no whole reply
     */
    public List<ModelInferResponse> infer(ModelAddress address, Inputs inputs, CallLimit limit, Instant deadline) {
        return infer(address, inputs, limit, deadline, Progress.UNHEARD);
    }

    /** Hears the replies of a decoupled model while they come, on a thread of the connection; never blocks. */
    interface Progress {

        /** For who waits for the end. */
        Progress UNHEARD = new Progress() {
            @Override
            public void begins() {}

            @Override
            public void came(ModelInferResponse response) {}
        };

        /** A try begins; what came of the one before is void. */
        void begins();

        /** The next response of this try. */
        void came(ModelInferResponse response);
    }

    List<ModelInferResponse> infer(
            ModelAddress address, Inputs inputs, CallLimit limit, Instant deadline, Progress progress) {
        Instant bound = calls.bound(deadline, limit.timeout());
        GuardedCalls.Guard guard =
                new GuardedCalls.Guard(address.toString(), limit.bulkhead(), limit.maxConcurrent(), limit.timeout());
        return calls.call(guard, bound, () -> attempt(address, inputs, bound, progress));
    }

    private List<ModelInferResponse> attempt(ModelAddress address, Inputs inputs, Instant deadline, Progress progress)
            throws TransientFailure {
        progress.begins();
        ModelConfig config = config(address, deadline);
        ModelInferRequest request = request(address, inputs.of(config));
        boolean done = false;
        try {
            List<ModelInferResponse> responses;
            if (config.getModelTransactionPolicy().getDecoupled()) {
                responses = stream(address, request, deadline, progress);
            } else {
                ModelInferResponse response = unary(address, deadline, stub -> stub.modelInfer(request));
                responses = List.of(response);
            }
            done = true;
            return responses;
        } finally {
            if (!done) {
                configs.remove(address); // the server may have been started anew with another model of that name
            }
        }
    }

    /** Whether the server at a target says that it is ready; false when it does not answer. */
    public boolean ready(String target, Duration timeout) {
        try {
            return GRPCInferenceServiceGrpc.newBlockingStub(channels.of(target, timeout))
                    .withDeadlineAfter(timeout.toNanos(), TimeUnit.NANOSECONDS)
                    .serverReady(ServerReadyRequest.getDefaultInstance())
                    .getReady();
        } catch (StatusRuntimeException e) {
            return false;
        }
    }

    /**
     * Has the server load a model anew, with the versions that its repository holds now.
     *
     * @throws IOException when it does not, with its reason; what was served before still is
     */
    public void load(String target, String model, Duration timeout) throws IOException {
        try {
            GRPCInferenceServiceGrpc.newBlockingStub(channels.of(target, timeout))
                    .withDeadlineAfter(timeout.toNanos(), TimeUnit.NANOSECONDS)
                    .repositoryModelLoad(RepositoryModelLoadRequest.newBuilder()
                            .setModelName(model)
                            .build());
        } catch (StatusRuntimeException e) {
            throw new IOException(
                    "the model server " + target + " did not load " + model + ": "
                            + e.getStatus().getCode() + " " + e.getStatus().getDescription(),
                    e);
        }
    }

    private ModelConfig config(ModelAddress address, Instant deadline) throws TransientFailure {
        ModelConfig known = configs.get(address);
        if (known != null) {
            return known;
        }
        ModelConfigRequest request = ModelConfigRequest.newBuilder()
                .setName(address.model())
                .setVersion(address.version())
                .build();
        ModelConfig config =
                unary(address, deadline, stub -> stub.modelConfig(request)).getConfig();
        configs.put(address, config);
        return config;
    }

    private static ModelInferRequest request(ModelAddress address, List<Tensor> inputs) {
        ModelInferRequest.Builder request =
                ModelInferRequest.newBuilder().setModelName(address.model()).setModelVersion(address.version());
        inputs.forEach(input -> TensorCodec.add(request, input));
        ModelInferRequest built = request.build();
        if (built.getSerializedSize() > Channels.MAX_MESSAGE_BYTES) {
            throw new ExpertException(new Outcome.Refused(
                    "message-too-large",
                    "The call to " + address + " has " + built.getSerializedSize() + " bytes; at most "
                            + Channels.MAX_MESSAGE_BYTES + " go in one. Send fewer or smaller images."));
        }
        return built;
    }

    /** What to call on a blocking stub. */
    @FunctionalInterface
    private interface Unary<T> {
        T on(GRPCInferenceServiceGrpc.GRPCInferenceServiceBlockingStub stub);
    }

    private <T> T unary(ModelAddress address, Instant deadline, Unary<T> call) throws TransientFailure {
        long start = System.nanoTime();
        try {
            return call.on(GRPCInferenceServiceGrpc.newBlockingStub(channel(address, deadline))
                    .withDeadlineAfter(calls.remaining(deadline).toNanos(), TimeUnit.NANOSECONDS));
        } catch (StatusRuntimeException e) {
            throw StatusMapping.outcome(e.getStatus(), address, millisSince(start));
        }
    }

    private List<ModelInferResponse> stream(
            ModelAddress address, ModelInferRequest request, Instant deadline, Progress progress)
            throws TransientFailure {
        long start = System.nanoTime();
        StreamedReply reply = new StreamedReply(progress::came);
        CallOptions options =
                CallOptions.DEFAULT.withDeadlineAfter(calls.remaining(deadline).toNanos(), TimeUnit.NANOSECONDS);
        Status status = reply.collect(channel(address, deadline), options, request);
        if (!status.isOk()) {
            throw StatusMapping.outcome(status, address, millisSince(start));
        }
        String error = reply.error();
        if (error != null) {
            throw StatusMapping.streamError(error, address, millisSince(start));
        }
        return reply.responses();
    }

    private Channel channel(ModelAddress address, Instant deadline) {
        Metadata headers = new Metadata();
        headers.put(STATUS_ON_ERROR, "true");
        if (address.key() != null) {
            headers.put(AUTHORIZATION, "Bearer " + address.key());
        }
        return ClientInterceptors.intercept(
                channels.of(address.target(), calls.remaining(deadline)),
                MetadataUtils.newAttachHeadersInterceptor(headers));
    }

    private static long millisSince(long start) {
        return (System.nanoTime() - start) / 1_000_000;
    }

    @Override
    public void close() {
        channels.close();
    }
}

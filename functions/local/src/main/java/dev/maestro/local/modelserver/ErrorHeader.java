package dev.maestro.local.modelserver;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;

/** Reads Triton's header that asks for a gRPC status instead of an error text in a stream. */
final class ErrorHeader {

    /** Whether the client of the current call asked for it. */
    static final Context.Key<Boolean> STATUS_ON_ERROR = Context.keyWithDefault("triton_grpc_error", false);

    private static final Metadata.Key<String> HEADER =
            Metadata.Key.of("triton_grpc_error", Metadata.ASCII_STRING_MARSHALLER);

    private ErrorHeader() {}

    /** An {@link io.grpc.ServerInterceptor} of this server alone: as a class Quarkus would ask whether all services want it. */
    static <T, R> ServerCall.Listener<T> intercept(
            ServerCall<T, R> call, Metadata headers, ServerCallHandler<T, R> next) {
        boolean asked = "true".equalsIgnoreCase(headers.get(HEADER));
        return Contexts.interceptCall(Context.current().withValue(STATUS_ON_ERROR, asked), call, headers, next);
    }
}

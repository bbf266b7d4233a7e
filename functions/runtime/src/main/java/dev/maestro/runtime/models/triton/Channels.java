package dev.maestro.runtime.models.triton;

import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One gRPC channel for each target, opened on first use and kept. Thread-safe. */
final class Channels implements AutoCloseable {

    /** Largest message either way, in bytes; the embedded server and our Triton deployments allow as much. */
    static final int MAX_MESSAGE_BYTES = 64 * 1024 * 1024;

    private static final Duration RECONNECT = Duration.ofMillis(500);

    private final Map<String, ManagedChannel> channels = new ConcurrentHashMap<>();
    private final @Nullable ClientCertificate certificate;

    /**
     * Makes one.
     *
     * @param certificate shown to servers on TLS, or null
     */
    Channels(@Nullable ClientCertificate certificate) {
        this.certificate = certificate;
    }

    /**
     * The channel of a target. One that lost its server tries again at once instead of waiting out its own back-off,
     * which can reach two minutes: how often we try is decided by the retries. It fails calls until it is connected, so
     * it gets a moment for that.
     *
     * @param patience the longest moment
     */
    ManagedChannel of(String target, Duration patience) {
        ManagedChannel channel = channels.computeIfAbsent(target, this::open);
        if (channel.getState(false) == ConnectivityState.TRANSIENT_FAILURE) {
            CountDownLatch changed = new CountDownLatch(1);
            channel.notifyWhenStateChanged(ConnectivityState.TRANSIENT_FAILURE, changed::countDown);
            channel.resetConnectBackoff();
            try {
                changed.await(Math.min(patience.toNanos(), RECONNECT.toNanos()), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return channel;
    }

    private ManagedChannel open(String target) {
        boolean secure = target.startsWith("https://");
        String authority = target.replaceFirst("^https?://", "");
        NettyChannelBuilder builder = NettyChannelBuilder.forTarget("dns:///" + authority)
                .maxInboundMessageSize(MAX_MESSAGE_BYTES)
                .disableRetry();
        if (!secure) {
            return builder.usePlaintext().build();
        }
        return certificate == null
                ? builder.useTransportSecurity().build()
                : builder.sslContext(certificate.context()).build();
    }

    @Override
    public void close() {
        for (ManagedChannel channel : channels.values()) {
            channel.shutdownNow();
        }
        try {
            for (ManagedChannel channel : channels.values()) {
                channel.awaitTermination(1, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

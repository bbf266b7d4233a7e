package dev.maestro.runtime.models.http;

import dev.maestro.core.invoke.ExpertException;
import dev.maestro.runtime.models.call.TransientFailure;
import dev.maestro.schema.wire.Outcome;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** Sends one HTTP request and waits for its reply within a time; what goes wrong is an outcome. Thread-safe. */
public final class HttpSender {

    /** The most that is read of a reply. */
    static final long MAX_REPLY_BYTES = 16L * 1024 * 1024;

    private final Supplier<HttpClient> http;

    /**
     * Makes one.
     *
     * @param http asked at each request; gives one that follows no redirects, so that a key goes nowhere else
     */
    public HttpSender(Supplier<HttpClient> http) {
        this.http = http;
    }

    /**
     * The reply.
     *
     * @param body reads it
     * @param replies words what goes wrong
     * @param nanos time that is left
     * @throws TransientFailure when nothing came back
     * @throws ExpertException when the time was over or the reply broke off
     */
    public HttpResponse<byte[]> send(
            HttpRequest request, HttpResponse.BodyHandler<byte[]> body, HttpReplies replies, long nanos)
            throws TransientFailure {
        long start = System.nanoTime();
        AtomicBoolean answering = new AtomicBoolean();
        CompletableFuture<HttpResponse<byte[]>> future = http.get().sendAsync(request, info -> {
            answering.set(true);
            return HttpResponse.BodySubscribers.limiting(body.apply(info), MAX_REPLY_BYTES);
        });
        try {
            return future.get(nanos, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            future.cancel(true);
            throw new ExpertException(new Outcome.TimedOut((System.nanoTime() - start) / 1_000_000));
        } catch (InterruptedException e) {
            future.cancel(true);
            Thread.currentThread().interrupt();
            throw new ExpertException(new Outcome.Failed("interrupted", "The call was stopped before it was done."), e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                if (answering.get()) {
                    throw replies.cut(cause);
                }
                throw replies.unreachable(cause);
            }
            throw new IllegalStateException("unexpected failure of an HTTP call", e.getCause());
        }
    }
}

package dev.maestro.runtime.models.http;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads a stream of server-sent events until one of them is wanted, and gives its data; the server need not close the
 * stream. A stream that ends before gives what was read, so that the caller can say what is wrong with it.
 */
public final class EventStreamBody implements HttpResponse.BodySubscriber<byte[]> {

    private final CompletableFuture<byte[]> body = new CompletableFuture<>();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final StringBuilder data = new StringBuilder();
    private final Predicate<String> wanted;
    private Flow.@Nullable Subscription subscription;

    /**
     * Makes one.
     *
     * @param wanted whether the data of an event is what is waited for
     */
    public EventStreamBody(Predicate<String> wanted) {
        this.wanted = wanted;
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription stream) {
        subscription = stream;
        stream.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            while (buffer.hasRemaining() && !body.isDone()) {
                byte next = buffer.get();
                if (next == '\n') {
                    line(line.toString(StandardCharsets.UTF_8));
                    line.reset();
                } else {
                    line.write(next);
                }
            }
        }
    }

    private void line(String text) {
        String bare = text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
        if (bare.startsWith("data:")) {
            data.append(data.isEmpty() ? "" : "\n")
                    .append(bare.substring("data:".length()).strip());
        } else if (bare.isEmpty() && !data.isEmpty()) {
            String event = data.toString();
            data.setLength(0);
            if (wanted.test(event)) {
                done(event);
            }
        }
    }

    private void done(String event) {
        body.complete(event.getBytes(StandardCharsets.UTF_8));
        if (subscription != null) {
            subscription.cancel();
        }
    }

    @Override
    public void onError(Throwable failure) {
        body.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        line("");
        body.complete(new byte[0]);
    }
}

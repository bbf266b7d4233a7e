package dev.maestro.runtime.telemetry;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the spans of episodes: the newest in memory, all of late in files when there is a folder. Spans that name no
 * episode are not kept. Never blocks the flow: when writing cannot keep up, spans are dropped and counted.
 */
public final class SpanStore implements SpanProcessor {

    private static final Logger LOG = Logger.getLogger(SpanStore.class);
    private static final int QUEUE = 65_536;
    private static final int IN_MEMORY = 20_000;

    /** A span to be written, or the end of a flush. */
    private record Item(@Nullable StoredSpan span, CompletableResultCode done) {}

    private final @Nullable Path directory;
    private final BlockingQueue<Item> queue = new LinkedBlockingQueue<>(QUEUE);
    private final Deque<StoredSpan> newest = new ArrayDeque<>();
    private final AtomicLong dropped = new AtomicLong();
    private volatile boolean closed;
    private @Nullable Thread writer;

    /**
     * Makes one.
     *
     * @param directory for the files, made when needed; null for memory alone
     */
    public SpanStore(@Nullable Path directory) {
        this.directory = directory;
    }

    /** All spans of an episode that are known here, in the files of other processes too; in no order. */
    public List<StoredSpan> spansOf(String episodeId) throws IOException {
        forceFlush().join(10, TimeUnit.SECONDS);
        Set<StoredSpan> found = new LinkedHashSet<>();
        if (directory != null) {
            found.addAll(SpanFiles.read(directory, episodeId));
        }
        synchronized (newest) {
            newest.stream()
                    .filter(span -> span.attribute(TraceKeys.EPISODE_ID).equals(episodeId))
                    .forEach(found::add);
        }
        return new ArrayList<>(found);
    }

    /** How many spans were not kept because writing could not keep up. */
    public long dropped() {
        return dropped.get();
    }

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {}

    @Override
    public boolean isStartRequired() {
        return false;
    }

    @Override
    public void onEnd(ReadableSpan span) {
        StoredSpan stored = StoredSpan.of(span.toSpanData());
        if (stored.attribute(TraceKeys.EPISODE_ID).isEmpty()) {
            return;
        }
        synchronized (newest) {
            newest.addLast(stored);
            if (newest.size() > IN_MEMORY) {
                newest.removeFirst();
            }
        }
        if (directory != null && !queue.offer(new Item(stored, new CompletableResultCode()))) {
            dropped.incrementAndGet();
        }
        startWriter();
    }

    @Override
    public boolean isEndRequired() {
        return true;
    }

    private synchronized void startWriter() {
        if (directory != null && writer == null && !closed) {
            Path folder = directory;
            writer = Thread.ofPlatform().daemon().name("maestro-spans").start(() -> write(folder));
        }
    }

    private void write(Path folder) {
        try (SpanFiles files = new SpanFiles(folder)) {
            while (!closed || !queue.isEmpty()) {
                Item item = queue.poll(100, TimeUnit.MILLISECONDS);
                if (item != null) {
                    write(files, item);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.warnf("the file of spans could not be closed: %s", e.getMessage());
        }
    }

    private void write(SpanFiles files, Item item) {
        try {
            if (item.span() != null) {
                files.write(item.span());
            }
        } catch (IOException e) {
            if (dropped.getAndIncrement() == 0) {
                LOG.warnf("spans cannot be written to %s: %s; free disk space there", directory, e.getMessage());
            }
        } finally {
            item.done().succeed();
        }
    }

    @Override
    public CompletableResultCode forceFlush() {
        CompletableResultCode done = new CompletableResultCode();
        boolean waits;
        synchronized (this) {
            waits = writer != null && !closed && queue.offer(new Item(null, done));
        }
        return waits ? done : CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
        Thread running;
        synchronized (this) {
            closed = true;
            running = writer;
        }
        if (running != null) {
            try {
                running.join(java.time.Duration.ofSeconds(2));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return CompletableResultCode.ofSuccess();
    }
}

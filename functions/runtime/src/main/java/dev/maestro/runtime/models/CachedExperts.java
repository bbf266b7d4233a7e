package dev.maestro.runtime.models;

import dev.maestro.core.episode.Json;
import dev.maestro.core.invoke.ExpertReply;
import dev.maestro.core.invoke.ExpertRequest;
import dev.maestro.core.invoke.Experts;
import dev.maestro.core.invoke.Image;
import dev.maestro.core.registry.Digest;
import dev.maestro.schema.registry.Endpoint;
import dev.maestro.schema.registry.Expert;
import dev.maestro.schema.wire.Usage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what remote experts said to the same request, by content: endpoint, prompt, parameters and the digests of the
 * images. Only requests whose answer does not depend on chance are remembered, those of temperature 0; so are no failures.
 * A hit has the usage of the first call, and nothing billed. Models of the configured server are near and are asked.
 * Thread-safe.
 */
public final class CachedExperts implements Experts {

    private final Experts experts;
    private final Duration kept;
    private final InstantSource clock;
    private final Map<String, Kept> entries;
    private final AtomicLong hits = new AtomicLong();
    private final AtomicLong misses = new AtomicLong();

    private record Kept(ExpertReply reply, Instant until) {}

    /**
     * Makes one.
     *
     * @param most replies kept; those that were not asked for the longest go first; 0 for no cache
     * @param kept how long a reply is good
     */
    public CachedExperts(Experts experts, int most, Duration kept, InstantSource clock) {
        this.experts = experts;
        this.kept = kept;
        this.clock = clock;
        this.entries = new LinkedHashMap<>(16, 0.75f, true) {

            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Kept> eldest) {
                return size() > most;
            }
        };
    }

    @Override
    public ExpertReply call(Expert expert, ExpertRequest request, Instant deadline) {
        if (!isRemote(expert) || !isCertain(request)) {
            return experts.call(expert, request, deadline);
        }
        String key = key(expert, request);
        ExpertReply known = find(key);
        if (known != null) {
            hits.incrementAndGet();
            Usage first = known.usage();
            return new ExpertReply(
                    known.text(),
                    new Usage(
                            first.calls(),
                            first.tokens(),
                            first.cpuMillis(),
                            first.costMicroUsd(),
                            0,
                            first.outputTokens()));
        }
        misses.incrementAndGet();
        ExpertReply reply = experts.call(expert, request, deadline);
        synchronized (entries) {
            entries.put(key, new Kept(reply, clock.instant().plus(kept)));
        }
        return reply;
    }

    /** Calls that were answered from memory. */
    public long hits() {
        return hits.get();
    }

    /** Calls that might have been, and were made. */
    public long misses() {
        return misses.get();
    }

    private @Nullable ExpertReply find(String key) {
        synchronized (entries) {
            Kept entry = entries.get(key);
            if (entry == null) {
                return null;
            }
            if (!clock.instant().isBefore(entry.until())) {
                entries.remove(key);
                return null;
            }
            return entry.reply();
        }
    }

    private static boolean isRemote(Expert expert) {
        return switch (expert.endpoint()) {
            case Endpoint.Triton triton -> triton.target() != null;
            case Endpoint.OpenAi ignored -> true;
            case Endpoint.Mcp ignored -> false; // a tool may look at the world
        };
    }

    private static boolean isCertain(ExpertRequest request) {
        return request.parameters().get("temperature") instanceof Number temperature && temperature.doubleValue() == 0;
    }

    private static String key(Expert expert, ExpertRequest request) {
        List<Object> parts = List.of(
                expert.endpoint(),
                String.valueOf(expert.chatTemplate()),
                expert.limits().maxOutputTokens(),
                request.capability(),
                request.system(),
                request.text(),
                new TreeMap<>(request.parameters()),
                request.images().stream().map(Image::digest).toList());
        return Digest.hex(Json.bytes(parts));
    }
}

package dev.maestro.gateway.episode;

import dev.maestro.gateway.GatewayConfig;
import dev.maestro.gateway.problem.JsonBodies;
import dev.maestro.gateway.problem.ProblemException;
import dev.maestro.schema.event.AnswerChunk;
import dev.maestro.schema.event.EpisodeEnded;
import dev.maestro.schema.event.EpisodeEvent;
import dev.maestro.schema.event.Event;
import dev.maestro.schema.event.EventType;
import dev.maestro.schema.event.RewardAssigned;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;

/** Sends the events of one episode to one client, until the reward, or a while after the end when none comes. */
@ApplicationScoped
class EpisodeStream {

    private static final Logger LOG = Logger.getLogger(EpisodeStream.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);
    private static final Duration AFTER_END = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofMinutes(30);

    private final EpisodeReader episodes;
    private final Semaphore followers;

    EpisodeStream(EpisodeReader episodes, GatewayConfig config) {
        this.episodes = episodes;
        this.followers = new Semaphore(config.maxFollowers());
    }

    /**
     * Sends; returns when the stream is over or the client is gone.
     *
     * @throws ProblemException 503 when too many clients follow already, or the broker is away
     */
    void run(EpisodeReader.Found found, SseEventSink sink, Sse sse) {
        if (found.document() != null) {
            send(found.document(), sink, sse);
            sink.close();
            return;
        }
        if (!followers.tryAcquire()) {
            throw ProblemException.later(
                    "too-many-followers",
                    "too many clients follow episodes now; ask GET /v1/episodes/{id} instead, or try later",
                    Duration.ofSeconds(10),
                    null);
        }
        try (EpisodeTail tail = episodes.follow(found)) {
            follow(tail, sink, sse);
        } catch (CompletionException e) {
            LOG.debugf("a follower is gone: episodeId=%s", found.episodeId());
        } finally {
            followers.release();
            sink.close();
        }
    }

    private static void follow(EpisodeTail tail, SseEventSink sink, Sse sse) {
        long until = System.nanoTime() + LONGEST.toNanos();
        long heartbeat = System.nanoTime() + HEARTBEAT.toNanos();
        Set<String> sent = new HashSet<>();
        boolean over = false;
        while (!sink.isClosed() && System.nanoTime() < until) {
            EpisodeTail.News news = tail.poll(POLL);
            for (EpisodeEvent event : news.events()) {
                if (!sent.add(event.eventId())) {
                    continue;
                }
                send(event, sink, sse);
                switch (event) {
                    case RewardAssigned rewarded -> {
                        return;
                    }
                    case EpisodeEnded ended -> {
                        until = Math.min(until, System.nanoTime() + AFTER_END.toNanos());
                        over = true;
                    }
                    default -> {}
                }
            }
            for (AnswerChunk chunk : news.chunks()) {
                if (!over && sent.add(chunk.eventId())) {
                    send(chunk, chunk, sink, sse);
                }
            }
            if (System.nanoTime() > heartbeat) {
                send(sse.newEventBuilder().comment("still running").build(), sink);
                heartbeat = System.nanoTime() + HEARTBEAT.toNanos();
            }
        }
    }

    private static void send(EpisodeEvent event, SseEventSink sink, Sse sse) {
        send(event, EpisodeView.of(event).withoutState(), sink, sse);
    }

    private static void send(Event event, Object body, SseEventSink sink, Sse sse) {
        String data = new String(JsonBodies.bytes(body), StandardCharsets.UTF_8);
        send(
                sse.newEventBuilder()
                        .name(EventType.of(event).word())
                        .id(event.eventId())
                        .mediaType(MediaType.TEXT_PLAIN_TYPE)
                        .data(data)
                        .build(),
                sink);
    }

    private static void send(OutboundSseEvent event, SseEventSink sink) {
        try {
            sink.send(event).toCompletableFuture().join();
        } catch (IllegalStateException e) {
            throw new CompletionException("closed since it was last looked at", e);
        }
    }
}

package dev.maestro.gateway.episode;

import dev.maestro.gateway.problem.ProblemException;
import dev.maestro.gateway.publish.BrokerCalls;
import dev.maestro.runtime.kafka.EpisodeEnds;
import dev.maestro.schema.event.EpisodeEnded;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Waits for the ends of episodes. */
@ApplicationScoped
public class EpisodeWait {

    private final EpisodeEnds ends;
    private final BrokerCalls broker;

    EpisodeWait(EpisodeEnds ends, BrokerCalls broker) {
        this.ends = ends;
        this.broker = broker;
    }

    /** A watch over one episode, from before its task is published. */
    public static final class Watch implements AutoCloseable {

        private final @Nullable CompletableFuture<EpisodeEnded> end;
        private final AnswerSoFar answer;

        private Watch(@Nullable CompletableFuture<EpisodeEnded> end, AnswerSoFar answer) {
            this.end = end;
            this.answer = answer;
        }

        /** What was heard of the answer while it is written; best effort, the end is the truth. */
        public String answerSoFar() {
            return answer.text();
        }

        /** Waits for the end; empty when it has not come in time, at once when nobody wants to wait. */
        public Optional<EpisodeView> end(Duration patience) {
            if (end == null) {
                return Optional.empty();
            }
            try {
                return Optional.of(EpisodeView.of(end.get(patience.toMillis(), TimeUnit.MILLISECONDS)));
            } catch (TimeoutException e) {
                return Optional.empty();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            } catch (ExecutionException e) {
                throw new IllegalStateException("the tail of ended episodes failed", e);
            }
        }

        @Override
        public void close() {
            if (end != null) {
                end.cancel(true);
            }
        }
    }

    /**
     * Begins to watch.
     *
     * @param waiting false for who will not wait
     * @throws ProblemException 503 when the broker is away
     */
    public Watch watch(String episodeId, boolean waiting) {
        AnswerSoFar answer = new AnswerSoFar();
        return new Watch(waiting ? broker.call(() -> ends.await(episodeId, answer::add)) : null, answer);
    }
}

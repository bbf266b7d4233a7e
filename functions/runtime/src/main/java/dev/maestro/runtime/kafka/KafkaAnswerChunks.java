package dev.maestro.runtime.kafka;

import dev.maestro.core.decide.generative.AnswerListener;
import dev.maestro.schema.event.AnswerChunk;
import dev.maestro.schema.event.Stage;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * Tells answers on the topic {@code answer-chunk} while they are written: outside of any transaction, without a second
 * try. A thread of its own sends, so that no policy waits for the broker; what was written meanwhile goes along in one
 * piece. Where a piece is lost, nothing more of that attempt is told. Connects when the first answer begins.
 */
@ApplicationScoped
public class KafkaAnswerChunks implements AnswerListener {

    private static final int WAITING_PIECES = 1_024;

    private final Logger log = System.getLogger(KafkaAnswerChunks.class.getName());
    private final BlockingQueue<Piece> waiting = new ArrayBlockingQueue<>(WAITING_PIECES);
    private final AtomicLong lastAttempt = new AtomicLong();
    private final KafkaClients clients;
    private final InstantSource clock;
    private @Nullable Thread sender;

    private record Piece(Attempt attempt, String text) {}

    /** One writing of one answer. */
    private static final class Attempt {

        private final String episodeId;
        private final int stepIndex;
        private final long number;
        private int told;
        private volatile boolean lost;

        Attempt(String episodeId, int stepIndex, long number) {
            this.episodeId = episodeId;
            this.stepIndex = stepIndex;
            this.number = number;
        }
    }

    KafkaAnswerChunks(KafkaClients clients, InstantSource clock) {
        this.clients = clients;
        this.clock = clock;
    }

    @Override
    public Consumer<String> begins(String episodeId, int stepIndex) {
        start();
        long number = lastAttempt.updateAndGet(last -> Math.max(last + 1, clock.millis()));
        Attempt attempt = new Attempt(episodeId, stepIndex, number);
        return text -> {
            if (!attempt.lost && !waiting.offer(new Piece(attempt, text))) {
                attempt.lost = true;
            }
        };
    }

    private synchronized void start() {
        if (sender == null) {
            sender = Thread.ofVirtual().name("maestro-answer-chunks").start(this::send);
        }
    }

    private void send() {
        try (KafkaProducer<byte[], byte[]> producer = clients.bestEffort("maestro-answer-chunks")) {
            Piece piece = waiting.take();
            while (true) {
                StringBuilder text = new StringBuilder(piece.text());
                Piece next = waiting.poll();
                while (next != null && next.attempt() == piece.attempt()) {
                    text.append(next.text());
                    next = waiting.poll();
                }
                send(producer, piece.attempt(), text.toString());
                piece = next == null ? waiting.take() : next;
            }
        } catch (InterruptedException e) {
            log.log(Level.TRACE, "Stopped telling answers");
        }
    }

    private void send(KafkaProducer<byte[], byte[]> producer, Attempt attempt, String text) {
        if (attempt.lost) {
            return;
        }
        AnswerChunk chunk = new AnswerChunk(attempt.episodeId, attempt.stepIndex, attempt.number, attempt.told, text);
        attempt.told++;
        try {
            Future<RecordMetadata> unused =
                    producer.send(EventCodec.record(chunk, Stage.DECIDE.word()), (metadata, failure) -> {
                        if (failure != null) {
                            lose(attempt, failure);
                        }
                    });
        } catch (KafkaException e) {
            lose(attempt, e);
        }
    }

    private void lose(Attempt attempt, Exception failure) {
        attempt.lost = true;
        log.log(
                Level.DEBUG,
                () -> "The answer of " + attempt.episodeId + " is not told while it is written: "
                        + LaneFailures.explained(failure));
    }

    @PreDestroy
    void close() throws InterruptedException {
        Thread running;
        synchronized (this) {
            running = sender;
        }
        if (running != null) {
            running.interrupt();
            running.join(Duration.ofSeconds(2));
        }
    }
}

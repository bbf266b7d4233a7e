package dev.maestro.runtime.kafka;

import dev.maestro.core.episode.TerminalException;
import dev.maestro.runtime.HopListener;
import dev.maestro.runtime.StepFunction;
import dev.maestro.runtime.deadletter.DeadLetter;
import dev.maestro.runtime.deadletter.DeadLetters;
import dev.maestro.runtime.journal.Journal;
import dev.maestro.schema.event.EpisodeEnded;
import dev.maestro.schema.event.EpisodeEvent;
import dev.maestro.schema.event.Event;
import dev.maestro.schema.event.RewardAssigned;
import dev.maestro.schema.event.Stage;
import dev.maestro.schema.wire.EpisodeEnd;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Makes the outputs of one record: decode, look into the journal, run the function, write the journal. Thread-safe;
 * blocks, so each record has a thread of its own.
 */
final class HopRunner {

    private static final int SUSPICIOUS_TRIES = 2;
    private static final int BACK_OFF_FACTOR = 3;

    private final Logger log = System.getLogger(HopRunner.class.getName());
    private final StepFunction function;
    private final Stage stage;
    private final Journal journal;
    private final HopListener listener;
    private final LaneSettings settings;
    private final Clock clock;
    private final Claims claims = new Claims();
    private final Storage storage = new Storage();
    private final Semaphore alone = new Semaphore(1, true);

    HopRunner(StepFunction function, Journal journal, HopListener listener, LaneSettings settings, Clock clock) {
        this.function = function;
        this.stage = function.stage();
        this.journal = journal;
        this.listener = listener;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * What to write for a record.
     *
     * @param suspect whether the process before this one may have ended while it handled the record
     */
    List<Output> run(ConsumerRecord<byte[], byte[]> record, boolean suspect) throws InterruptedException {
        Followers followers = follow(record, suspect);
        return followers.mine() ? followers.outputs() : List.of();
    }

    /**
     * What follows from a record.
     *
     * @param outputs the same for every record of the event
     * @param mine whether it is for this record to write them
     */
    record Followers(List<Output> outputs, boolean mine) {}

    /** What follows from a record, whoever writes it; see {@link #run}. */
    Followers follow(ConsumerRecord<byte[], byte[]> record, boolean suspect) throws InterruptedException {
        Event event;
        try {
            event = EventCodec.decode(record);
        } catch (TerminalException e) {
            return new Followers(deadLetter(record, null, e), true);
        }
        String replay = EventCodec.header(record.headers(), DeadLetters.REPLAY);
        String id = replay == null ? event.eventId() : event.eventId() + "/" + replay;
        Runnable release = claims.take(id);
        try {
            Optional<byte[]> found = storage.await(() -> journal.findHop(stage, id));
            if (found.isPresent()) {
                return HopEntry.decode(found.get()).followersOf(record);
            }
            List<Output> outputs = handle(record, event, id, suspect);
            byte[] mine = HopEntry.of(record, outputs).encode();
            byte[] stands = storage.await(() -> journal.recordHop(stage, id, mine));
            return stands == mine
                    ? new Followers(outputs, true)
                    : HopEntry.decode(stands).followersOf(record);
        } finally {
            release.run();
        }
    }

    private List<Output> handle(ConsumerRecord<byte[], byte[]> record, Event event, String id, boolean suspect)
            throws InterruptedException {
        if (!suspect) {
            return tries(record, event, id, 0);
        }
        int before = storage.await(() -> journal.tries(stage, id));
        if (before >= settings.maxTries()) {
            return deadLetter(
                    record,
                    event,
                    new TerminalException(
                            "tries-exhausted",
                            "the process ended " + before + " times while " + stage.word()
                                    + " handled this event; look for a crash in its log, then replay"));
        }
        if (before < SUSPICIOUS_TRIES) {
            count(id, before + 1);
            return tries(record, event, id, before + 1);
        }
        // It may have ended the process more than once: its neighbours must not be counted with it.
        alone.acquire();
        try {
            count(id, before + 1);
            return tries(record, event, id, before + 1);
        } finally {
            alone.release();
        }
    }

    /** Tries until there is a result; {@code counted} tries, this first one included, stand in the journal. */
    private List<Output> tries(ConsumerRecord<byte[], byte[]> record, Event event, String id, int counted)
            throws InterruptedException {
        int number = Math.max(1, counted);
        int written = counted;
        Duration wait = settings.retryBackOff();
        while (true) {
            try {
                return once(record, event);
            } catch (TerminalException e) {
                return deadLetter(record, event, e);
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception | Error e) {
                if (Thread.interrupted()) {
                    throw new InterruptedException("the lane stops");
                }
                if (number >= settings.maxTries()) {
                    return deadLetter(
                            record,
                            event,
                            new TerminalException(
                                    "tries-exhausted",
                                    "after " + number + " tries the last failure was " + described(e)
                                            + "; mend its cause, then replay"));
                }
                log.log(
                        Level.WARNING,
                        () -> stage.word() + " could not handle an event and tries again: " + described(e) + " eventId="
                                + event.eventId());
                number++;
                while (written < number) {
                    written++;
                    count(id, written);
                }
                Thread.sleep(jittered(wait));
                wait = wait.multipliedBy(BACK_OFF_FACTOR);
            }
        }
    }

    private List<Output> once(ConsumerRecord<byte[], byte[]> record, Event event) throws Exception {
        HopListener.Hop hop =
                listener.started(stage, event, EventCodec.header(record.headers(), EventCodec.TRACEPARENT));
        Throwable failure = null;
        try {
            List<Output> outputs = new ArrayList<>();
            List<Event> followers = function.handle(event);
            for (Event following : followers) {
                Output output = EventCodec.encode(following, stage.word(), hop.traceparent(following));
                if (output.size() > settings.maxEventBytes()) {
                    throw new TerminalException(
                            "event-too-large",
                            "the event " + following.eventId() + " has " + output.size() + " bytes, allowed are "
                                    + settings.maxEventBytes()
                                    + ": long observations belong into the object store, or lower maxSteps");
                }
                outputs.add(output);
            }
            followers.forEach(hop::produced);
            return outputs;
        } catch (Exception | Error e) {
            failure = e;
            throw e;
        } finally {
            hop.ended(failure);
        }
    }

    private List<Output> deadLetter(
            ConsumerRecord<byte[], byte[]> record, @Nullable Event event, TerminalException reason) {
        EpisodeEvent ending =
                event instanceof EpisodeEvent of && !(of instanceof EpisodeEnded) && !(of instanceof RewardAssigned)
                        ? of
                        : null;
        String episodeId =
                event instanceof EpisodeEvent episode ? episode.state().episodeId() : null;
        DeadLetter letter = DeadLetter.of(
                record, stage.word(), reason.code(), String.valueOf(reason.getMessage()), episodeId, clock.instant());
        log.log(
                Level.WARNING,
                () -> "Dead letter: " + reason.getMessage() + " code=" + reason.code() + " id=" + letter.id());
        List<Output> outputs = new ArrayList<>();
        outputs.add(new Output(Topics.DEAD_LETTER, letter.key(), letter.value(), letter.allHeaders()));
        EpisodeEnded ended = null;
        if (ending != null) {
            ended = new EpisodeEnded(
                    ending.state(),
                    new EpisodeEnd.Broken(reason.code(), String.valueOf(reason.getMessage())),
                    clock.instant());
            outputs.add(EventCodec.encode(
                    ended, stage.word(), EventCodec.header(record.headers(), EventCodec.TRACEPARENT)));
        }
        listener.deadLettered(stage, reason.code(), ended);
        return outputs;
    }

    private void count(String id, int number) throws InterruptedException {
        storage.await(() -> {
            journal.countTry(stage, id, number);
            return number;
        });
    }

    private static Duration jittered(Duration wait) {
        return wait.multipliedBy(ThreadLocalRandom.current().nextInt(75, 126)).dividedBy(100);
    }

    private static String described(Throwable failure) {
        String message = failure.getMessage();
        String name = failure.getClass().getSimpleName();
        return message == null ? name : name + ": " + message;
    }
}

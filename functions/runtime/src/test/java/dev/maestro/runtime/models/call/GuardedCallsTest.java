package dev.maestro.runtime.models.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.maestro.core.invoke.ExpertException;
import dev.maestro.schema.wire.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class GuardedCallsTest {

    private static final CallSettings SETTINGS =
            new CallSettings(3, Duration.ofMillis(100), Duration.ofSeconds(1), 4, Duration.ofSeconds(5));
    private static final Outcome.Failed DOWN = new Outcome.Failed("model-server-unavailable", "down");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final TestTime time = new TestTime();
    private final GuardedCalls calls = new GuardedCalls(SETTINGS, time, time, new Random(7));
    private final GuardedCalls.Guard guard = new GuardedCalls.Guard("server/model", "expert", 1, MINUTE);
    private final AtomicInteger attempts = new AtomicInteger();

    private Outcome outcome(Instant deadline, GuardedCalls.Attempt<String> attempt) {
        ExpertException thrown =
                catchThrowableOfType(ExpertException.class, () -> calls.call(guard, deadline, attempt));
        assertThat(thrown).as("the call should bring no reply").isNotNull();
        return thrown.outcome();
    }

    private String down() throws TransientFailure {
        attempts.incrementAndGet();
        throw new TransientFailure(DOWN, null);
    }

    @Test
    @Tag("C42")
    void triesAgainAfterATransientFailureAndWaitsLongerEachTime() {
        String reply = calls.call(guard, time.in(MINUTE), () -> attempts.get() < 2 ? down() : "answer");

        assertThat(reply).isEqualTo("answer");
        assertThat(time.pauses()).hasSize(2);
        assertThat(time.pauses().get(0)).isBetween(Duration.ofMillis(50), Duration.ofMillis(150));
        assertThat(time.pauses().get(1)).isBetween(Duration.ofMillis(100), Duration.ofMillis(300));
    }

    @Test
    void givesUpAfterTheLastAttemptWithTheReasonOfTheFailure() {
        Outcome outcome = outcome(time.in(MINUTE), this::down);

        assertThat(outcome).isEqualTo(DOWN);
        assertThat(attempts).hasValue(3);
    }

    @Test
    void doesNotTryAgainWhenTheWaitWouldPassTheDeadline() {
        Outcome outcome = outcome(time.in(Duration.ofMillis(40)), this::down);

        assertThat(outcome).isEqualTo(DOWN);
        assertThat(attempts).hasValue(1);
        assertThat(time.pauses()).isEmpty();
    }

    @Test
    void doesNotTryAgainWhatWasRefused() {
        Outcome.Refused refused = new Outcome.Refused("not-an-image", "no");

        Outcome outcome = outcome(time.in(MINUTE), () -> {
            attempts.incrementAndGet();
            throw new ExpertException(refused);
        });

        assertThat(outcome).isEqualTo(refused);
        assertThat(attempts).hasValue(1);
    }

    @Test
    void waitsAsLongAsTheServerAsks() {
        calls.call(guard, time.in(MINUTE), () -> {
            if (attempts.getAndIncrement() == 0) {
                throw new TransientFailure(DOWN, Duration.ofSeconds(7));
            }
            return "answer";
        });

        assertThat(time.pauses()).containsExactly(Duration.ofSeconds(7));
    }

    @Test
    void makesNoAttemptAfterTheDeadline() {
        Outcome outcome = outcome(time.instant(), this::down);

        assertThat(outcome).isInstanceOf(Outcome.TimedOut.class);
        assertThat(attempts).hasValue(0);
    }

    @Test
    @Tag("C42")
    void opensTheBreakerAfterFailuresInARowAndClosesItAfterASuccess() {
        outcome(time.in(MINUTE), this::down);
        outcome(time.in(MINUTE), this::down);
        int made = attempts.get();

        Outcome whileOpen = outcome(time.in(MINUTE), this::down);
        int madeWhileOpen = attempts.get() - made;
        time.pass(Duration.ofSeconds(6));
        String trial = calls.call(guard, time.in(MINUTE), () -> "answer");
        Outcome afterwards = outcome(time.in(MINUTE), this::down);

        assertThat(made).as("the fourth failure in a row opens it").isEqualTo(4);
        assertThat(whileOpen).isInstanceOfSatisfying(Outcome.Failed.class, failed -> {
            assertThat(failed.code()).isEqualTo("circuit-open");
            assertThat(failed.message()).contains("server/model");
        });
        assertThat(madeWhileOpen).isZero();
        assertThat(trial).isEqualTo("answer");
        assertThat(afterwards).as("closed again, so attempts are made").isEqualTo(DOWN);
    }

    @Test
    void opensAgainWhenTheTrialFails() {
        outcome(time.in(MINUTE), this::down);
        outcome(time.in(MINUTE), this::down);
        time.pass(Duration.ofSeconds(6));
        int before = attempts.get();

        outcome(time.in(MINUTE), this::down);
        Outcome next = outcome(time.in(MINUTE), this::down);

        assertThat(attempts.get() - before).as("one trial").isEqualTo(1);
        assertThat(next).isInstanceOfSatisfying(Outcome.Failed.class, failed -> assertThat(failed.code())
                .isEqualTo("circuit-open"));
    }

    @Test
    void doesNotBlameTheEndpointForAShortDeadline() {
        for (int i = 0; i < 10; i++) {
            outcome(time.in(Duration.ofMillis(5)), () -> {
                throw new ExpertException(new Outcome.TimedOut(5));
            });
        }

        String reply = calls.call(guard, time.in(MINUTE), () -> "answer");

        assertThat(reply).isEqualTo("answer");
    }

    @Test
    void blamesTheEndpointWhenTheExpertsOwnTimeWasUp() {
        for (int i = 0; i < 4; i++) {
            outcome(time.in(MINUTE.multipliedBy(2)), () -> {
                time.pass(MINUTE);
                throw new ExpertException(new Outcome.TimedOut(60_000));
            });
        }

        Outcome outcome = outcome(time.in(MINUTE), () -> "answer");

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Failed.class, failed -> assertThat(failed.code())
                .isEqualTo("circuit-open"));
    }

    @Test
    @Tag("C42")
    void letsOnlySoManyCallsInAtATimeOnVirtualThreads() throws Exception {
        GuardedCalls real = new GuardedCalls(SETTINGS, Instant::now, Pause.SLEEP, new Random(7));
        GuardedCalls.Guard two = new GuardedCalls.Guard("server/model", "expert", 2, MINUTE);
        CountDownLatch bothIn = new CountDownLatch(2);
        CountDownLatch free = new CountDownLatch(1);
        List<Future<String>> replies = new ArrayList<>();

        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 8; i++) {
                replies.add(executor.submit(() -> real.call(two, Instant.now().plus(MINUTE), () -> {
                    attempts.incrementAndGet();
                    bothIn.countDown();
                    awaitQuietly(free);
                    return "answer";
                })));
            }
            bothIn.await();
            ExpertException oneMore = catchThrowableOfType(
                    ExpertException.class,
                    () -> real.call(two, Instant.now().plusMillis(100), () -> "no place for this"));
            int inside = attempts.get();
            free.countDown();

            assertThat(oneMore.outcome()).isInstanceOf(Outcome.TimedOut.class);
            assertThat(inside).isEqualTo(2);
            for (Future<String> reply : replies) {
                assertThat(reply.get()).isEqualTo("answer");
            }
        }
    }

    @Test
    void timesOutWhileItWaitsForAPlace() throws Exception {
        GuardedCalls real = new GuardedCalls(SETTINGS, Instant::now, Pause.SLEEP, new Random(7));
        CountDownLatch taken = new CountDownLatch(1);
        CountDownLatch free = new CountDownLatch(1);

        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<String> first =
                    executor.submit(() -> real.call(guard, Instant.now().plus(MINUTE), () -> {
                        taken.countDown();
                        awaitQuietly(free);
                        return "first";
                    }));
            taken.await();
            ExpertException second = catchThrowableOfType(
                    ExpertException.class, () -> real.call(guard, Instant.now().plusMillis(30), () -> "second"));
            free.countDown();

            assertThat(second.outcome()).isInstanceOf(Outcome.TimedOut.class);
            assertThat(first.get()).isEqualTo("first");
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

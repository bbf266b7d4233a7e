package dev.maestro.runtime.models.call;

import dev.maestro.core.invoke.ExpertException;
import dev.maestro.schema.wire.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * Makes calls under a bulkhead for each caller's key, a circuit breaker for each endpoint, and retries with back-off and
 * jitter, all inside one deadline. Works on virtual threads. Thread-safe.
 */
public final class GuardedCalls {

    private final CallSettings settings;
    private final InstantSource clock;
    private final Pause pause;
    private final RandomGenerator random;
    private final Map<String, CircuitBreaker> breakers = new ConcurrentHashMap<>();
    private final Map<String, Semaphore> bulkheads = new ConcurrentHashMap<>();

    /**
     * Makes one.
     *
     * @param random for the jitter; thread-safe
     */
    public GuardedCalls(CallSettings settings, InstantSource clock, Pause pause, RandomGenerator random) {
        this.settings = settings;
        this.clock = clock;
        this.pause = pause;
        this.random = random;
    }

    /**
     * One attempt of a call.
     *
     * @param <T> what it brings
     */
    @FunctionalInterface
    public interface Attempt<T> {

        /**
         * Makes it.
         *
         * @throws TransientFailure when another attempt may do better
         * @throws ExpertException when none will
         */
        T make() throws TransientFailure;
    }

    /**
     * What guards a call.
     *
     * @param endpoint whose breaker; also named in messages
     * @param bulkhead whose calls are counted together
     * @param maxConcurrent as many at a time
     * @param timeout the most that one call may take
     */
    public record Guard(String endpoint, String bulkhead, int maxConcurrent, Duration timeout) {}

    /** Time left, never negative. */
    public Duration remaining(Instant deadline) {
        Duration remaining = Duration.between(clock.instant(), deadline);
        return remaining.isNegative() ? Duration.ZERO : remaining;
    }

    /** The earlier of the deadline and now plus the timeout. */
    public Instant bound(Instant deadline, Duration timeout) {
        Instant own = clock.instant().plus(timeout);
        return own.isBefore(deadline) ? own : deadline;
    }

    /**
     * Makes a call.
     *
     * @throws ExpertException with the outcome when there is no reply
     */
    public <T> T call(Guard guard, Instant deadline, Attempt<T> attempt) {
        Instant start = clock.instant();
        Semaphore bulkhead = bulkheads.computeIfAbsent(
                guard.bulkhead() + "#" + guard.maxConcurrent(), key -> new Semaphore(guard.maxConcurrent(), true));
        try {
            if (!bulkhead.tryAcquire(remaining(deadline).toNanos(), TimeUnit.NANOSECONDS)) {
                throw timedOut(start);
            }
            try {
                return attempts(guard, start, deadline, attempt);
            } finally {
                bulkhead.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ExpertException(new Outcome.Failed("interrupted", "The call was stopped before it was done."), e);
        }
    }

    private <T> T attempts(Guard guard, Instant start, Instant deadline, Attempt<T> attempt)
            throws InterruptedException {
        CircuitBreaker breaker = breakers.computeIfAbsent(
                guard.endpoint(), key -> new CircuitBreaker(settings.breakerFailures(), settings.breakerOpen()));
        for (int made = 1; ; made++) {
            if (remaining(deadline).isZero()) {
                throw timedOut(start);
            }
            if (!breaker.admits(clock.instant())) {
                throw new ExpertException(new Outcome.Failed("circuit-open", openMessage(guard, breaker)));
            }
            try {
                return once(breaker, guard, attempt);
            } catch (TransientFailure e) {
                Duration wait = wait(made, e);
                boolean last = made >= settings.maxAttempts() || wait.compareTo(remaining(deadline)) >= 0;
                if (last || !breaker.closedFor(clock.instant()).isZero()) {
                    throw new ExpertException(e.outcome(), e);
                }
                pause.pause(wait);
            }
        }
    }

    private <T> T once(CircuitBreaker breaker, Guard guard, Attempt<T> attempt) throws TransientFailure {
        Instant start = clock.instant();
        boolean settled = false;
        try {
            T value = attempt.make();
            breaker.succeeded();
            settled = true;
            return value;
        } catch (TransientFailure e) {
            breaker.failed(clock.instant());
            settled = true;
            throw e;
        } catch (ExpertException e) {
            switch (e.outcome()) {
                case Outcome.TimedOut ignored when hadItsTime(guard, start) -> breaker.failed(clock.instant());
                case Outcome.TimedOut ignored -> breaker.unknown();
                case Outcome.Failed ignored -> breaker.failed(clock.instant());
                case Outcome.Refused ignored -> breaker.succeeded();
                case Outcome.OverBudget ignored -> breaker.unknown();
                case Outcome.Answered ignored -> breaker.succeeded();
            }
            settled = true;
            throw e;
        } finally {
            if (!settled) {
                breaker.unknown();
            }
        }
    }

    /** A time-out speaks against the endpoint only when it had (nearly) all of the expert's own time. */
    private boolean hadItsTime(Guard guard, Instant start) {
        return Duration.between(start, clock.instant()).toNanos()
                >= 0.9 * guard.timeout().toNanos();
    }

    private Duration wait(int made, TransientFailure failure) {
        if (failure.retryAfter() != null) {
            return failure.retryAfter();
        }
        double doubled = (double) settings.firstBackoff().toNanos() * Math.pow(2, made - 1.0);
        double backoff = Math.min(doubled, (double) settings.maxBackoff().toNanos());
        return Duration.ofNanos((long) (backoff * (0.5 + random.nextDouble())));
    }

    private ExpertException timedOut(Instant start) {
        return new ExpertException(new Outcome.TimedOut(
                Math.max(0, Duration.between(start, clock.instant()).toMillis())));
    }

    private String openMessage(Guard guard, CircuitBreaker breaker) {
        return "Calls to " + guard.endpoint() + " failed " + settings.breakerFailures()
                + " times in a row, so none is made for "
                + breaker.closedFor(clock.instant()).toMillis()
                + " ms. Check that endpoint; it is tried again by itself.";
    }
}

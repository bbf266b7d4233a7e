package dev.maestro.runtime.models.call;

import java.time.Duration;
import java.time.Instant;

/**
 * Keeps calls away from an endpoint that fails again and again. Thread-safe.
 *
 * <pre>
 * closed --(n failures in a row)--> open --(time)--> half-open, one trial --(success)--> closed
 *                                    ^------------------------------------------(failure)
 * </pre>
 */
final class CircuitBreaker {

    private final int failureLimit;
    private final Duration openFor;
    private int failures;
    private Instant openUntil = Instant.MIN;
    private boolean trial;

    CircuitBreaker(int failureLimit, Duration openFor) {
        this.failureLimit = failureLimit;
        this.openFor = openFor;
    }

    /** Whether an attempt may be made now; every true is followed by one of the three methods below. */
    synchronized boolean admits(Instant now) {
        if (failures < failureLimit) {
            return true;
        }
        if (trial || now.isBefore(openUntil)) {
            return false;
        }
        trial = true;
        return true;
    }

    /** The endpoint did its work, or said why it will not. */
    synchronized void succeeded() {
        failures = 0;
        trial = false;
    }

    /** The endpoint did not do its work. */
    synchronized void failed(Instant now) {
        failures = Math.min(failures + 1, failureLimit);
        trial = false;
        if (failures == failureLimit) {
            openUntil = now.plus(openFor);
        }
    }

    /** The attempt says nothing about the endpoint: its time was too short. */
    synchronized void unknown() {
        trial = false;
    }

    /** How long no attempt is admitted; zero when closed or due for a trial. */
    synchronized Duration closedFor(Instant now) {
        return failures < failureLimit || !now.isBefore(openUntil) ? Duration.ZERO : Duration.between(now, openUntil);
    }
}

package dev.maestro.runtime.models.call;

import java.time.Duration;

/**
 * How hard a call is tried.
 *
 * @param maxAttempts at least 1
 * @param firstBackoff wait after the first failed attempt; doubles from attempt to attempt, spread by half to one and a
 *     half
 * @param maxBackoff longest wait
 * @param breakerFailures failed attempts in a row that open the circuit breaker of an endpoint
 * @param breakerOpen how long it stays open before one call may try again
 */
public record CallSettings(
        int maxAttempts, Duration firstBackoff, Duration maxBackoff, int breakerFailures, Duration breakerOpen) {

    /** Four attempts over about a second; open for five seconds after eight failures in a row. */
    public static final CallSettings DEFAULT =
            new CallSettings(4, Duration.ofMillis(100), Duration.ofSeconds(2), 8, Duration.ofSeconds(5));

    public CallSettings {
        if (maxAttempts < 1 || breakerFailures < 1) {
            throw new IllegalArgumentException("maxAttempts and breakerFailures must be 1 or more");
        }
    }
}

package dev.maestro.runtime.models.call;

import java.time.Duration;

/**
 * How much a call may take.
 *
 * @param bulkhead calls under the same name are counted together
 * @param maxConcurrent as many at a time
 * @param timeout the most that one call may take, under the deadline
 */
public record CallLimit(String bulkhead, int maxConcurrent, Duration timeout) {}

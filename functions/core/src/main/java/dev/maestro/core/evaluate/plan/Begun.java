package dev.maestro.core.evaluate.plan;

import java.time.Instant;

/**
 * Which evaluation was begun: what stays the same when a killed run goes on.
 *
 * @param evaluationId makes its tasks its own
 * @param seed of its items
 * @param registryDigest the registry that it was begun with
 * @param startedAt when
 */
public record Begun(String evaluationId, long seed, String registryDigest, Instant startedAt) {}

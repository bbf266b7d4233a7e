package dev.maestro.core.observe;

/**
 * Where calibration data comes from.
 *
 * @param generatorSeed of the tasks
 * @param registryDigest the registry whose pairs were run
 * @param codeRevision of the code that ran them
 * @param madeAt ISO 8601, UTC
 */
public record Provenance(long generatorSeed, String registryDigest, String codeRevision, String madeAt) {}

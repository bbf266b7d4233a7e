package dev.maestro.schema.registry;

/**
 * Allows or denies pairs.
 *
 * @param effect {@code allow} or {@code deny}
 * @param expert id, or {@code *}
 * @param skill id, or {@code *}
 */
public record PairRule(String effect, String expert, String skill) {}

package dev.maestro.schema.event;

/**
 * Episodes that were not learned from.
 *
 * @param reason why, kebab-case
 * @param count how many so far
 */
public record WasteCount(String reason, int count) {}

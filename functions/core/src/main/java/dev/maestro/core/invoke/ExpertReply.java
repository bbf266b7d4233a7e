package dev.maestro.core.invoke;

import dev.maestro.schema.wire.Usage;

/**
 * What an expert said.
 *
 * @param text free text, or the JSON that its capability promises
 * @param usage what the call used
 */
public record ExpertReply(String text, Usage usage) {}

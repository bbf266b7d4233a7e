package dev.maestro.core.decide.generative;

import dev.maestro.schema.wire.Action;

/**
 * A turn as the parser understood it.
 *
 * @param thought what it thought first; empty when it did not
 * @param action what it does; {@link Action.Malformed} with the code of a {@link MalformedTurn} when nothing can be done
 * @param name the name that was not known, or empty
 */
public record ParsedTurn(String thought, Action action, String name) {}

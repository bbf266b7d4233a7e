package dev.maestro.runtime.models.call;

import dev.maestro.core.invoke.ExpertException;

/** Turns the name of a secret into the secret. Asked at each call, so that a changed key needs no restart. */
@FunctionalInterface
public interface SecretResolver {

    /**
     * The secret. Never put it in a log, an event or a message.
     *
     * @param name {@code secretRef} of an expert
     * @throws ExpertException {@code Refused} with a message that says how to provide it
     */
    String resolve(String name);
}

package dev.maestro.decide.lambda;

import dev.maestro.runtime.kafka.RefusedEventException;

/** The event of an invocation must be changed. Without a stack trace: Lambda would send it to the caller. */
public final class RefusedInvocationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RefusedInvocationException(RefusedEventException refused) {
        super(refused.code() + ": " + refused.getMessage(), null, false, false);
    }
}

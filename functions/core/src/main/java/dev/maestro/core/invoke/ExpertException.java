package dev.maestro.core.invoke;

import dev.maestro.schema.wire.Outcome;

/** An expert call that brought no reply; carries the outcome that the invocation gets. */
public final class ExpertException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Outcome outcome;

    public ExpertException(Outcome outcome, Throwable cause) {
        super(outcome.toString(), cause);
        this.outcome = outcome;
    }

    public ExpertException(Outcome outcome) {
        super(outcome.toString());
        this.outcome = outcome;
    }

    /** Refused, Failed, TimedOut or OverBudget. */
    public Outcome outcome() {
        return outcome;
    }
}

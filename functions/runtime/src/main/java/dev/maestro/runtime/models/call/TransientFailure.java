package dev.maestro.runtime.models.call;

import dev.maestro.schema.wire.Outcome;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** An attempt that failed in a way that another one may not. */
public final class TransientFailure extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Outcome.Failed outcome;
    private final @Nullable Duration retryAfter;

    /**
     * Makes one.
     *
     * @param outcome of the call when no attempt does better
     * @param retryAfter how long the server wants to be left alone, or null
     */
    public TransientFailure(Outcome.Failed outcome, @Nullable Duration retryAfter) {
        super(outcome.message(), null, false, false);
        this.outcome = outcome;
        this.retryAfter = retryAfter;
    }

    Outcome.Failed outcome() {
        return outcome;
    }

    @Nullable
    Duration retryAfter() {
        return retryAfter;
    }
}

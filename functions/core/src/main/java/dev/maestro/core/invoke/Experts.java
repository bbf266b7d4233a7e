package dev.maestro.core.invoke;

import dev.maestro.schema.registry.Expert;
import java.time.Instant;

/** Calls experts, wherever they are served. Thread-safe. */
public interface Experts {

    /**
     * Calls one and waits.
     *
     * @param deadline becomes the deadline of the remote call; the expert's own timeout binds too
     * @throws ExpertException with the outcome when there is no reply
     */
    ExpertReply call(Expert expert, ExpertRequest request, Instant deadline);
}

package dev.maestro.core.promote;

import dev.maestro.schema.event.Event;
import dev.maestro.schema.event.PolicyPromoted;
import dev.maestro.schema.event.PolicyRejected;
import org.jspecify.annotations.Nullable;

/**
 * What was decided about a version on its merits. The first decision stands.
 *
 * @param by who decided: {@link #OUTCOMES}, or an evaluation
 * @param promoted null when it was rejected
 * @param rejected null when it was promoted
 */
public record Decision(
        String by,
        @Nullable PolicyPromoted promoted,
        @Nullable PolicyRejected rejected) {

    /** The gate over an outcome log. */
    public static final String OUTCOMES = "outcomes";

    public Decision {
        if ((promoted == null) == (rejected == null)) {
            throw new IllegalArgumentException("a version is either promoted or rejected");
        }
    }

    /** By the gate over an outcome log. */
    public static Decision byOutcomes(Event event) {
        return of(OUTCOMES, event);
    }

    /**
     * By anybody.
     *
     * @throws IllegalArgumentException for an event that is no decision
     */
    public static Decision of(String by, Event event) {
        return switch (event) {
            case PolicyPromoted promoted -> new Decision(by, promoted, null);
            case PolicyRejected rejected -> new Decision(by, null, rejected);
            default -> throw new IllegalArgumentException("no decision: " + event);
        };
    }

    /** The fact for the topic. */
    public Event fact() {
        PolicyPromoted found = promoted;
        return found == null ? java.util.Objects.requireNonNull(rejected) : found;
    }
}

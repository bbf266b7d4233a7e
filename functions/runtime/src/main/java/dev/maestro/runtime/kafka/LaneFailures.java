package dev.maestro.runtime.kafka;

import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;

/** What to say of a lane that stopped. */
final class LaneFailures {

    private LaneFailures() {}

    static String explained(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof ProducerFencedException
                    || at instanceof FencedInstanceIdException
                    || at instanceof InvalidProducerEpochException) {
                return "another process took its identity, or a transaction took longer than its timeout; if two"
                        + " replicas run with the same maestro.ordinal, give each its own";
            }
            if (at instanceof TimeoutException) {
                return "the broker does not answer (" + at.getMessage()
                        + "); check that it runs and that kafka.bootstrap.servers names it";
            }
            if (at instanceof AuthenticationException || at instanceof AuthorizationException) {
                return "the broker refuses this user (" + at.getMessage() + "); check its credentials and ACLs";
            }
        }
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = root.getMessage();
        return message == null ? root.getClass().getSimpleName() : message;
    }
}

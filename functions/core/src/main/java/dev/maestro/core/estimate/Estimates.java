package dev.maestro.core.estimate;

import dev.maestro.core.registry.Pair;
import java.util.List;

/**
 * What the calibration says of the candidates of one decision. Arrays are in the order of the candidates.
 *
 * @param candidates pairs that may be called; perhaps none
 * @param success {@code P1}, or {@code R} with evidence in hand
 * @param value {@code V}, or {@code R} with evidence in hand, where no further hop is left to collect it
 * @param costMillis {@code C}
 * @param worth value less the penalty of the cost
 * @param hasEvidence whether there is evidence that could be the answer
 * @param stop {@code PS}: success of answering now; 0 without evidence
 * @param mayStop whether answering now is a candidate
 * @param support calibration weight behind the value of each candidate; 0 for a pair that was never run
 * @param stopSupport calibration weight behind the success of answering now
 * @param neighbourhood sum of the weights behind the numbers
 * @param traits shape [6]: of the evidence in hand
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record Estimates(
        List<Pair> candidates,
        double[] success,
        double[] value,
        double[] costMillis,
        double[] worth,
        boolean hasEvidence,
        double stop,
        boolean mayStop,
        double[] support,
        double stopSupport,
        double neighbourhood,
        double[] traits) {

    /** The same candidates with other numbers. */
    public Estimates corrected(
            double[] newSuccess, double[] newValue, double[] newCostMillis, double[] newWorth, double newStop) {
        return new Estimates(
                candidates,
                newSuccess,
                newValue,
                newCostMillis,
                newWorth,
                hasEvidence,
                newStop,
                mayStop,
                support,
                stopSupport,
                neighbourhood,
                traits);
    }
}

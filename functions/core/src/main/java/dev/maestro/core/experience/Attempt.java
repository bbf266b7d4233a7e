package dev.maestro.core.experience;

import dev.maestro.core.observe.EvidenceTraits;
import dev.maestro.core.observe.History;
import dev.maestro.core.observe.Hop;
import java.util.Arrays;

/**
 * One choice of an episode and what came of it.
 *
 * @param task where the task lies
 * @param situation in which the choice was made
 * @param pair that was called; empty for answering with the evidence in hand
 * @param outcome what the answer scored, less the penalties of the calls after this one
 * @param logCost natural logarithm of the milliseconds of the call; 0 for answering
 */
public record Attempt(TaskPoint task, Situation situation, String pair, float outcome, float logCost) {

    /** The pair of an attempt that answered. */
    public static final String ANSWER = "";

    public Attempt {
        if (!Float.isFinite(outcome) || !Float.isFinite(logCost)) {
            throw new IllegalArgumentException("an attempt came out as " + outcome + " at a cost of " + logCost);
        }
    }

    /** What two attempts have in common that are about the same. */
    record Key(TaskPoint task, String last, int hops, boolean agreed, String pair) {}

    Key key() {
        return new Key(task, situation.last, situation.hops, situation.agreed, pair);
    }

    /** The same attempt with another outcome. */
    Attempt with(float newOutcome) {
        return new Attempt(task, situation, pair, newOutcome, logCost);
    }

    /**
     * What was in hand when the choice was made.
     *
     * @param last id of the pair that brought the last evidence; empty when none did
     * @param hops that had brought evidence
     * @param agreed whether an earlier pair had brought the same
     * @param traits shape [6]: of the evidence, rounded to 1/255; see {@link EvidenceTraits}
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody; do not change
    public record Situation(String last, int hops, boolean agreed, float[] traits) {

        private static final float STEPS = 255;

        /** What is in hand after these steps. */
        public static Situation of(History history) {
            String last = history.evidence().map(Hop::pairId).orElse("");
            double[] exact = EvidenceTraits.of(history.evidence().map(Hop::text).orElse(""));
            byte[] packed = new byte[exact.length];
            for (int t = 0; t < packed.length; t++) {
                packed[t] = (byte) Math.round(exact[t] * STEPS);
            }
            return new Situation(last, history.evidenceCount(), history.isAgreed(), unpacked(packed));
        }

        static float[] unpacked(byte[] packed) {
            float[] traits = new float[EvidenceTraits.DIMENSIONS];
            for (int t = 0; t < traits.length; t++) {
                traits[t] = (packed[t] & 0xff) / STEPS;
            }
            return traits;
        }

        byte[] packed() {
            byte[] result = new byte[traits.length];
            for (int t = 0; t < result.length; t++) {
                result[t] = (byte) Math.round(traits[t] * STEPS);
            }
            return result;
        }

        @Override
        public String toString() {
            return last + "@" + hops + (agreed ? " agreed " : " ") + Arrays.toString(traits);
        }
    }
}

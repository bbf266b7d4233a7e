package dev.maestro.core.decide;

import dev.maestro.schema.wire.Decision;
import java.util.OptionalDouble;
import java.util.Set;

/** What a decision says of how well its choice will do, for reports that hold it against what came. */
public final class Forecast {

    /** Policies whose logits are {@link CalibratedRouter#SHARPNESS} times the worth of a choice. */
    private static final Set<String> IN_WORTH = Set.of("calibrated-router", "pair-scoring");

    private Forecast() {}

    /**
     * The success that a policy expected of a pair, less what it counted for its cost; with the correction that it
     * learned, if it learns.
     *
     * @return 0 to 1; empty when the policy expects nothing in numbers, or the pair was not among its best
     */
    public static OptionalDouble of(Decision decision, String expertId, String skillId) {
        if (!IN_WORTH.contains(decision.policyId())) {
            return OptionalDouble.empty();
        }
        return decision.scores().stream()
                .filter(score -> expertId.equals(score.expertId()) && skillId.equals(score.skillId()))
                .mapToDouble(score -> Math.clamp(score.score() / CalibratedRouter.SHARPNESS, 0, 1))
                .findFirst();
    }
}

package dev.maestro.core.train;

/**
 * How a policy learns. The paper's released settings are G = 8, clip 0.2, no KL, one epoch, learning rate 1e-6 for four
 * thousand million weights; the pair-scoring residual has about a thousand, so its rate is higher.
 *
 * @param groupSize G: rollouts of one task, at least 2
 * @param batchGroups closed groups of one update, at least 1
 * @param epochs passes over the batch, at least 1
 * @param learningRate of Adam
 * @param clip epsilon of the ratio, both sides
 * @param dualClip c: bound of the loss of actions with a negative advantage, in advantages; above 1
 * @param entropyCoefficient weight of the policy's entropy in the loss; the paper has 0
 * @param deviationFloor smallest deviation that a group's advantages are divided by, so that a group in which only cost
 *     differs does not weigh as much as one in which being right does
 * @param gradientNorm largest norm of the gradient
 * @param maxStaleness versions that a rollout may be older than the learner; an older one is dropped
 * @param groupMillis time after a group's first rollout when it is closed with half of them, or dropped
 */
public record GrpoSettings(
        int groupSize,
        int batchGroups,
        int epochs,
        double learningRate,
        double clip,
        double dualClip,
        double entropyCoefficient,
        double deviationFloor,
        double gradientNorm,
        int maxStaleness,
        long groupMillis) {

    /** What worked on the dev split. */
    public static final GrpoSettings DEFAULT = new GrpoSettings(8, 32, 2, 5e-4, 0.2, 3, 0, 0.02, 1, 4, 60_000);

    /** Added to a deviation, as in the reference code. */
    public static final double EPSILON = 1e-6;

    public GrpoSettings {
        if (groupSize < 2 || batchGroups < 1 || epochs < 1 || maxStaleness < 0 || groupMillis < 1) {
            throw new IllegalArgumentException("a group needs 2 rollouts or more, a batch 1 group, an update 1 epoch");
        }
        if (!(learningRate > 0) || !(clip > 0) || !(dualClip > 1) || !(gradientNorm > 0)) {
            throw new IllegalArgumentException("rate, clip and norm must be above 0, the dual clip above 1");
        }
    }
}

package dev.maestro.core.train;

/** Advantages of the rollouts of one task, relative to their group. */
public final class Advantages {

    private Advantages() {}

    /**
     * {@code A[i] = (r[i] - mean(r)) / (max(std(r), floor) + 1e-6)}, with the sample deviation (divisor G - 1).
     *
     * @param rewards shape [G], finite; G at least 2
     * @param deviationFloor see {@link GrpoSettings#deviationFloor}; 0 gives the paper's formula
     * @return shape [G]; all zeros when the rewards are equal
     * @throws IllegalArgumentException if G is below 2 (the reference code returns the reward itself there), or a reward
     *     is not finite
     */
    public static double[] of(double[] rewards, double deviationFloor) {
        if (rewards.length < 2) {
            throw new IllegalArgumentException("a group needs 2 rewards or more, had " + rewards.length);
        }
        double sum = 0;
        for (double reward : rewards) {
            if (!Double.isFinite(reward)) {
                throw new IllegalArgumentException("a reward is not a finite number: " + reward);
            }
            sum += reward;
        }
        double mean = sum / rewards.length;
        double squares = 0;
        for (double reward : rewards) {
            squares += (reward - mean) * (reward - mean);
        }
        double deviation = StrictMath.sqrt(squares / (rewards.length - 1));
        double[] result = new double[rewards.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = squares == 0
                    ? 0
                    : (rewards[i] - mean) / (Math.max(deviation, deviationFloor) + GrpoSettings.EPSILON);
        }
        return result;
    }
}

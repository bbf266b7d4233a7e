package dev.maestro.core.promote;

import dev.maestro.core.train.LogEvaluation;
import java.util.Locale;

/**
 * Whether a version may take the place of the one that decides: on the same dev tasks its mean reward must be higher,
 * beyond chance (the 95 % interval of the paired difference is above 0), and it must not get fewer tasks right beyond
 * chance (McNemar).
 *
 * @param minimumTasks fewer tasks promote nothing
 * @param significance of McNemar's test
 */
public record Gate(int minimumTasks, double significance) {

    /** Thirty tasks, 5 %. */
    public static final Gate DEFAULT = new Gate(30, 0.05);

    /**
     * What the gate says.
     *
     * @param open whether the version may decide
     * @param reason for people
     */
    public record Verdict(boolean open, String reason) {}

    /** Judges a comparison of the new version with the one that decides. */
    public Verdict judge(LogEvaluation.Comparison comparison) {
        String numbers = String.format(
                Locale.ROOT,
                "mean reward %+.4f [%.4f, %.4f], right only by it %d, only by the other %d of %d",
                comparison.gain(),
                comparison.interval().low(),
                comparison.interval().high(),
                comparison.onlyThis(),
                comparison.onlyOther(),
                comparison.tasks());
        if (comparison.tasks() < minimumTasks) {
            return new Verdict(false, "too few dev tasks to tell (" + comparison.tasks() + " of " + minimumTasks + ")");
        }
        if (comparison.onlyOther() > comparison.onlyThis() && comparison.p() < significance) {
            return new Verdict(false, "it gets fewer tasks right: " + numbers);
        }
        return comparison.interval().low() > 0
                ? new Verdict(true, "better beyond chance: " + numbers)
                : new Verdict(false, "not better beyond chance: " + numbers);
    }
}

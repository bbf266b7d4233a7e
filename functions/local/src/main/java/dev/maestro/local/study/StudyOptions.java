package dev.maestro.local.study;

import dev.maestro.core.train.GrpoSettings;
import java.util.List;

/**
 * How a study learns.
 *
 * @param settings of the learner
 * @param versions that each run makes, at least 1
 * @param seeds of the rows of the first table
 * @param fewSeeds of leave-one-out and ablations, where many policies are trained
 */
public record StudyOptions(GrpoSettings settings, int versions, List<Long> seeds, List<Long> fewSeeds) {

    public StudyOptions {
        seeds = List.copyOf(seeds);
        fewSeeds = List.copyOf(fewSeeds);
    }

    /** The same with a rate at which no weight moves. */
    GrpoSettings withoutGradient() {
        return new GrpoSettings(
                settings.groupSize(),
                settings.batchGroups(),
                settings.epochs(),
                1e-12,
                settings.clip(),
                settings.dualClip(),
                settings.entropyCoefficient(),
                settings.deviationFloor(),
                settings.gradientNorm(),
                settings.maxStaleness(),
                settings.groupMillis());
    }
}

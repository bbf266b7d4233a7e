package dev.maestro.core.train;

import dev.maestro.core.decide.PairFeatures;
import dev.maestro.core.decide.RecordedFeatures;
import dev.maestro.core.observe.Remembered;
import java.util.ArrayList;
import java.util.List;

/** From groups to samples. Keeps the newest features that it read, enough for two batches. Thread-safe. */
public final class Batches {

    /** Decisions of a trajectory that features are kept for: T, the paper's limit of steps. */
    private static final int DECISIONS = 4;

    private final Remembered<String, PairFeatures> features;
    private final GrpoSettings settings;

    public Batches(GrpoSettings settings) {
        this.settings = settings;
        int batch = settings.batchGroups() * settings.groupSize() * DECISIONS;
        this.features = new Remembered<>(2 * batch, RecordedFeatures::read);
    }

    /** Whether the features of all decisions can be read, and each chose one of its candidates. */
    public boolean isReadable(Trajectory trajectory) {
        try {
            return trajectory.decisions().stream()
                    .allMatch(choice -> choice.chosen() >= 0
                            && choice.chosen() < features.get(choice.features()).prior().length);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /**
     * The samples of a batch, group after group, rollout after rollout. Choices that exploration forced stay only where
     * their advantage is positive: punished, they would teach what the policy never does. A group of equal rewards
     * teaches nothing.
     *
     * @throws IllegalArgumentException when recorded features are damaged
     */
    public List<Sample> samples(List<GroupBook.Group> groups) {
        List<Sample> samples = new ArrayList<>();
        for (GroupBook.Group group : groups) {
            double[] rewards =
                    group.members().stream().mapToDouble(Trajectory::reward).toArray();
            double[] advantages = Advantages.of(rewards, settings.deviationFloor());
            for (int i = 0; i < advantages.length; i++) {
                for (Trajectory.Choice choice : group.members().get(i).decisions()) {
                    if (advantages[i] != 0 && (!choice.forced() || advantages[i] > 0)) {
                        add(choice, advantages[i], samples);
                    }
                }
            }
        }
        return samples;
    }

    private void add(Trajectory.Choice choice, double advantage, List<Sample> samples) {
        PairFeatures read = features.get(choice.features());
        if (read.prior().length > 1) {
            samples.add(new Sample(choice.features(), read, choice.chosen(), choice.logProbability(), advantage));
        }
    }
}

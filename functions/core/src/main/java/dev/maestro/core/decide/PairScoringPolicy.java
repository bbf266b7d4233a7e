package dev.maestro.core.decide;

import dev.maestro.core.estimate.CalibrationTable;
import dev.maestro.core.estimate.Estimates;
import dev.maestro.core.observe.Remembered;
import dev.maestro.core.registry.RegistrySnapshot;
import dev.maestro.schema.registry.PolicyEntry;
import dev.maestro.schema.wire.Decision;
import dev.maestro.schema.wire.EpisodeState;
import dev.maestro.schema.wire.Purpose;

/**
 * The calibrated router, corrected by what came of attempts like the candidates, as fixed prior, plus a trained residual.
 * Answering now gets no residual: it is punished early in training, when most answers are wrong, and would never come back.
 */
final class PairScoringPolicy implements Policy {

    private final PolicyEntry entry;
    private final Describer describer;
    private final Scorer scorer;
    private final Remembered<CalibrationTable, Recollection> recollections;

    PairScoringPolicy(PolicyEntry entry, Describer describer, Scorer scorer) {
        this.entry = entry;
        this.describer = describer;
        this.scorer = scorer;
        this.recollections = new Remembered<>(4, table -> new Recollection(scorer.experience(), table));
    }

    @Override
    public Decision next(EpisodeState state, RegistrySnapshot registry, Sampling sampling) {
        boolean isLearning = state.task().purpose() == Purpose.TRAIN;
        Described described = described(state, registry, isLearning);
        PairFeatures features = features(described, state.costWeight(), isLearning);
        float[] residual = scorer.score(features.candidates(), features.context());
        if (residual.length != features.prior().length) {
            throw new IllegalStateException("the scorer of " + entry.id() + " gave " + residual.length + " scores for "
                    + features.prior().length + " candidates; its model does not fit");
        }
        Ballot ballot = new Ballot(entry);
        for (int i = 0; i < residual.length; i++) {
            if (!Float.isFinite(residual[i])) {
                throw new IllegalStateException("the scorer of " + entry.id() + " gave a score that is not a number");
            }
            boolean stop = described.candidates().get(i) == null;
            ballot.add(described.candidates().get(i), features.prior()[i] + (stop ? 0 : residual[i]));
        }
        return isLearning
                ? ballot.explore(
                        state,
                        described.history(),
                        sampling.seed(),
                        Exploration.share(state),
                        scorer.experience().isEmpty() ? described.recorded() : RecordedFeatures.text(features),
                        state.steps().isEmpty() ? described.task().text() : "")
                : ballot.decide(state, described.history(), sampling);
    }

    private Described described(EpisodeState state, RegistrySnapshot registry, boolean leaveOut) {
        Described described = describer.describe(state, registry);
        return described.isShortened() && !scorer.experience().isEmpty()
                ? described.including(recollections.get(described.table()).promising(described, leaveOut))
                : described;
    }

    private PairFeatures features(Described described, double costWeight, boolean leaveOut) {
        if (scorer.experience().isEmpty()) {
            return described.features();
        }
        Estimates corrected = recollections.get(described.table()).correct(described, costWeight, leaveOut);
        return PairFeatures.of(corrected, described.history());
    }
}

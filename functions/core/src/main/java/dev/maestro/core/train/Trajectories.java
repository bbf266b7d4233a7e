package dev.maestro.core.train;

import dev.maestro.core.decide.RecordedFeatures;
import dev.maestro.core.experience.Attempt;
import dev.maestro.schema.event.RewardAssigned;
import dev.maestro.schema.wire.Decision;
import dev.maestro.schema.wire.EpisodeState;
import dev.maestro.schema.wire.Purpose;
import dev.maestro.schema.wire.Step;
import java.util.ArrayList;
import java.util.List;

/** Reads rewarded episodes as trajectories, or says why they are none. */
public final class Trajectories {

    private Trajectories() {}

    /** What an event is to the learner. */
    public sealed interface Reading permits Usable, Left {}

    /** A trajectory. */
    public record Usable(Trajectory trajectory) implements Reading {}

    /** Not to be learned from. */
    public record Left(Waste reason) implements Reading {}

    /**
     * Reads an event.
     *
     * @param policyId the policy that learns; only {@code purpose = train} is learned from
     */
    public static Reading read(RewardAssigned event, String policyId) {
        EpisodeState state = event.state();
        if (state.task().purpose() != Purpose.TRAIN) {
            return new Left(Waste.OTHER_PURPOSE);
        }
        if (!state.policyId().equals(policyId) || !state.policyVersion().matches("[0-9]{1,9}")) {
            return new Left(Waste.OTHER_POLICY);
        }
        boolean broken = event.reward().status().equals("broken");
        if (!broken && !event.reward().status().equals("scored")) {
            return new Left(Waste.UNSCORED);
        }
        if (!Double.isFinite(event.reward().total())) {
            return new Left(Waste.NOT_A_NUMBER);
        }
        List<Trajectory.Choice> choices = new ArrayList<>();
        for (Step step : state.steps()) {
            if (!broken && !add(step.decision(), choices)) {
                return new Left(Waste.NO_FEATURES);
            }
        }
        List<Attempt> attempts;
        try {
            attempts = broken ? List.of() : Lessons.of(event);
        } catch (IllegalArgumentException e) {
            return new Left(Waste.NO_FEATURES);
        }
        return new Usable(new Trajectory(
                state.episodeId(),
                state.attempt(),
                state.task().taskId(),
                state.rollout(),
                state.registryDigest(),
                state.policyId(),
                Long.parseLong(state.policyVersion()),
                broken,
                broken ? 0 : event.reward().total(),
                choices,
                attempts,
                event.rewardedAt(),
                event.source()));
    }

    private static boolean add(Decision decision, List<Trajectory.Choice> choices) {
        Object features = decision.extra().get(RecordedFeatures.FEATURES);
        Object chosen = decision.extra().get(RecordedFeatures.CHOSEN);
        if (!(features instanceof String text)
                || text.isEmpty()
                || !(chosen instanceof Number index)
                || !Double.isFinite(decision.logProbability())) {
            return false;
        }
        boolean forced = Boolean.TRUE.equals(decision.extra().get(RecordedFeatures.FORCED));
        choices.add(new Trajectory.Choice(text, index.intValue(), decision.logProbability(), forced));
        return true;
    }
}

package dev.maestro.core.reward;

import dev.maestro.schema.event.EpisodeEnded;
import dev.maestro.schema.event.RewardAssigned;
import dev.maestro.schema.wire.EpisodeEnd;
import dev.maestro.schema.wire.EpisodeState;
import dev.maestro.schema.wire.Reference;
import dev.maestro.schema.wire.Reward;
import dev.maestro.schema.wire.Step;
import java.time.Instant;

/**
 * The reward stage: r = r_ans + r_fmt - cost, on the policy's own answer only. Cost is taken off a correct answer only;
 * taken off wrong ones as well it drives GRPO to the cheapest pair.
 */
public final class Rewarding {

    /** What a CPU-second is worth, in millionths of a US dollar; makes money and CPU time comparable. */
    public static final double CPU_SECOND_MICRO_USD = 14;

    private static final double STEP_COST = 0.03;
    private static final double MOST_COST = 1.5;

    private Rewarding() {}

    /**
     * Scores an ended episode against its reference.
     *
     * @throws dev.maestro.core.episode.TerminalException {@code unknown-metric}
     */
    public static RewardAssigned score(EpisodeEnded ended, Reference reference, Instant now) {
        Reward reward =
                switch (ended.end()) {
                    case EpisodeEnd.Broken broken -> new Reward("broken", 0, 0, 0, 0, reference.metric());
                    case EpisodeEnd.Answered answered ->
                        reward(ended.state(), answer(ended, answered.answer(), reference), reference.metric());
                    case EpisodeEnd.Refused refused -> new Reward("scored", 0, 0, 0, 0, reference.metric());
                    case EpisodeEnd.Exhausted exhausted -> new Reward("scored", 0, 0, 0, 0, reference.metric());
                };
        return new RewardAssigned(ended.state(), ended.end(), reward, now);
    }

    private static double answer(EpisodeEnded ended, String answer, Reference reference) {
        return Scorer.of(reference.metric())
                .score(answer, reference, ended.state().task().choices());
    }

    /** Scores an ended episode by what a user said of it. */
    public static RewardAssigned scoreByFeedback(EpisodeEnded ended, double feedback, Instant now) {
        return new RewardAssigned(ended.state(), ended.end(), reward(ended.state(), feedback, "feedback"), now);
    }

    /** An episode that nobody knows the right answer of. */
    public static RewardAssigned unscored(EpisodeEnded ended, Instant now) {
        boolean broken = ended.end() instanceof EpisodeEnd.Broken;
        return new RewardAssigned(
                ended.state(), ended.end(), new Reward(broken ? "broken" : "unscored", 0, 0, 0, 0, "none"), now);
    }

    private static Reward reward(EpisodeState state, double answer, String metric) {
        double cost = answer * cost(state);
        return new Reward("scored", answer, 0, cost, answer - cost, metric);
    }

    /** Lambda times the money in CPU-seconds, at most 1.5 of them, and 0.03 a step that called an expert. */
    static double cost(EpisodeState state) {
        double seconds = state.usage().costMicroUsd() / CPU_SECOND_MICRO_USD;
        long steps = state.steps().stream()
                .map(Step::invocations)
                .filter(list -> !list.isEmpty())
                .count();
        return Math.min(1, state.costWeight() * Math.min(MOST_COST, seconds) + STEP_COST * steps);
    }
}

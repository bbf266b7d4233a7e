package dev.maestro.core.reward;

import dev.maestro.core.reward.paper.PaperFormat;
import dev.maestro.core.reward.paper.PaperScorer;
import dev.maestro.schema.event.EpisodeEnded;
import dev.maestro.schema.event.RewardAssigned;
import dev.maestro.schema.wire.Action;
import dev.maestro.schema.wire.DataSource;
import dev.maestro.schema.wire.EpisodeEnd;
import dev.maestro.schema.wire.EpisodeState;
import dev.maestro.schema.wire.Reference;
import dev.maestro.schema.wire.Reward;
import dev.maestro.schema.wire.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The reward stage: r = r_ans + r_fmt - cost, on the policy's own answer only. Cost is taken off a correct answer only;
 * taken off wrong ones as well it drives GRPO to the cheapest pair.
 */
public final class Rewarding {

    /** What a CPU-second is worth, in millionths of a US dollar; makes money and CPU time comparable. */
    public static final double CPU_SECOND_MICRO_USD = 14;

    private static final double STEP_COST = 0.03;
    private static final double MOST_COST = 1.5;

    private final RewardRules rules;
    private final CodeJudge judge;

    /**
     * Makes one.
     *
     * @param rules whose rules, and which parts count
     * @param judge runs code that is to be scored
     */
    public Rewarding(RewardRules rules, CodeJudge judge) {
        this.rules = rules;
        this.judge = judge;
    }

    /**
     * Scores an ended episode against its reference.
     *
     * @throws dev.maestro.core.episode.TerminalException {@code unknown-metric}
     */
    public RewardAssigned score(EpisodeEnded ended, Reference reference, Instant now) {
        RewardRules counted = rules.under(ended.state().ablation());
        if (!counted.equals(rules)) {
            return new Rewarding(counted, judge).score(ended, reference, now);
        }
        Reward reward =
                switch (ended.end()) {
                    case EpisodeEnd.Broken broken -> new Reward("broken", 0, 0, 0, 0, reference.metric());
                    case EpisodeEnd.Answered answered -> answered(ended, answered.answer(), reference);
                    case EpisodeEnd.Refused refused -> none(reference);
                    case EpisodeEnd.Exhausted exhausted -> none(reference);
                };
        return new RewardAssigned(ended.state(), ended.end(), reward, now, reference.source());
    }

    private Reward answered(EpisodeEnded ended, String answer, Reference reference) {
        Transcript transcript = Transcript.of(ended.state(), ended.end());
        return rules.mode() == RewardRules.Mode.PAPER && PaperScorer.SOURCES.contains(reference.metric())
                ? paper(ended.state(), transcript, reference)
                : strict(ended.state(), transcript, answer, reference);
    }

    private Reward strict(EpisodeState state, Transcript transcript, String answer, Reference reference) {
        double right = Scorer.of(reference.metric(), judge)
                .score(answer, reference, state.task().choices());
        Optional<String> violation = FormatCheck.violation(transcript);
        double cost = right * cost(state);
        return reward(right, violation.isPresent() ? -1 : 0, cost, reference.metric(), "strict", violation);
    }

    private Reward paper(EpisodeState state, Transcript transcript, Reference reference) {
        double right = PaperScorer.score(
                reference.metric(),
                transcript.whole(),
                targets(reference, state.task().choices()));
        boolean understood = state.steps().stream()
                .noneMatch(step -> step.decision().action() instanceof Action.Malformed malformed
                        && malformed.code().startsWith("unknown-"));
        double format =
                transcript.written() ? PaperFormat.reward(transcript.whole(), (expert, skill) -> understood) : 0;
        Optional<String> violation = format < 0 ? Optional.of("paper-format") : Optional.empty();
        return reward(right, format, 0, reference.metric(), "paper", violation);
    }

    /** The right answer, and the text of the option that its letter names. */
    private static List<String> targets(Reference reference, List<String> choices) {
        List<String> targets = new ArrayList<>(List.of(reference.answer()));
        int index = reference.answer().length() == 1 ? reference.answer().charAt(0) - 'A' : -1;
        if (index >= 0 && index < choices.size()) {
            targets.add(choices.get(index));
        }
        return targets;
    }

    private Reward reward(
            double answer, double format, double cost, String metric, String mode, Optional<String> violation) {
        double total = (rules.answer() ? answer : 0)
                + (rules.format() ? format : 0)
                - (rules.cost() && rules.answer() ? cost : 0);
        return new Reward("scored", answer, format, cost, total, metric, mode, rules.counted(), violation.orElse(null));
    }

    private Reward none(Reference reference) {
        return reward(0, 0, 0, reference.metric(), rules.mode().word(), Optional.empty());
    }

    /**
     * Scores an ended episode whose answer was scored before.
     *
     * @param answer 0 to 1; only an answer that was given counts
     * @param source the set that the task is of; null for one of no set
     */
    public static RewardAssigned scored(
            EpisodeEnded ended, double answer, String metric, Instant now, @Nullable DataSource source) {
        double right = ended.end() instanceof EpisodeEnd.Answered ? answer : 0;
        double cost = right * cost(ended.state());
        Reward reward = new Reward("scored", right, 0, cost, right - cost, metric);
        return new RewardAssigned(ended.state(), ended.end(), reward, now, source);
    }

    /** Scores an ended episode by what a user said of it. */
    public RewardAssigned scoreByFeedback(EpisodeEnded ended, double feedback, Instant now) {
        double cost = rules.cost() ? feedback * cost(ended.state()) : 0;
        Reward reward = new Reward("scored", feedback, 0, cost, feedback - cost, "feedback");
        return new RewardAssigned(ended.state(), ended.end(), reward, now);
    }

    /** An episode that nobody knows the right answer of. */
    public static RewardAssigned unscored(EpisodeEnded ended, Instant now) {
        boolean broken = ended.end() instanceof EpisodeEnd.Broken;
        return new RewardAssigned(
                ended.state(), ended.end(), new Reward(broken ? "broken" : "unscored", 0, 0, 0, 0, "none"), now);
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

package dev.maestro.core.train;

import dev.maestro.core.decide.Policy;
import dev.maestro.core.statistics.Bootstrap;
import dev.maestro.core.statistics.Interval;
import dev.maestro.core.statistics.McNemar;
import dev.maestro.core.statistics.Wilson;
import dev.maestro.schema.event.RewardAssigned;
import dev.maestro.schema.registry.PolicyEntry;
import dev.maestro.schema.wire.Invocation;
import dev.maestro.schema.wire.Purpose;
import dev.maestro.schema.wire.Step;
import java.util.ArrayList;
import java.util.List;

/**
 * How a policy did on the tasks of an outcome log, each answered once without exploration.
 *
 * @param scores of the answer, by task, 0 to 1
 * @param rewards by task, cost taken off
 * @param cpuMillis by task
 * @param costMicroUsd by task
 * @param pairs that were called, by task
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record LogEvaluation(
        double[] scores, double[] rewards, double[] cpuMillis, double[] costMicroUsd, List<List<String>> pairs) {

    private static final double RIGHT = 0.999;

    /** Plays each task once; a policy that draws has a seed for each task. */
    public static LogEvaluation of(LoggedWorld world, List<LoggedTask> tasks, PolicyEntry entry, Policy policy) {
        double[] scores = new double[tasks.size()];
        double[] rewards = new double[tasks.size()];
        double[] cpuMillis = new double[tasks.size()];
        double[] costMicroUsd = new double[tasks.size()];
        List<List<String>> pairs = new ArrayList<>();
        for (int i = 0; i < scores.length; i++) {
            LoggedTask task = tasks.get(i);
            long seed = task.id().hashCode();
            RewardAssigned event =
                    world.play(task, world.start(task, entry, Purpose.EVALUATE, List.of(), 0, seed), policy);
            scores[i] = event.reward().answer();
            rewards[i] = event.reward().total();
            cpuMillis[i] = event.state().usage().cpuMillis();
            costMicroUsd[i] = event.state().usage().costMicroUsd();
            List<String> called = new ArrayList<>();
            for (Step step : event.state().steps()) {
                for (Invocation invocation : step.invocations()) {
                    called.add(invocation.call().expertId() + "/"
                            + invocation.call().skillId());
                }
            }
            pairs.add(List.copyOf(called));
        }
        return new LogEvaluation(scores, rewards, cpuMillis, costMicroUsd, List.copyOf(pairs));
    }

    /** Share of tasks answered right. */
    public double accuracy() {
        int right = right();
        return scores.length == 0 ? 0 : right / (double) scores.length;
    }

    private int right() {
        int right = 0;
        for (double score : scores) {
            right += isRight(score) ? 1 : 0;
        }
        return right;
    }

    static boolean isRight(double score) {
        return score >= RIGHT;
    }

    /** Of the accuracy, 95 %. */
    public Interval interval() {
        return Wilson.interval(right(), scores.length);
    }

    /** Mean reward of a task. */
    public double meanReward() {
        return mean(rewards);
    }

    /** Mean CPU milliseconds of a task. */
    public double meanCpuMillis() {
        return mean(cpuMillis);
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return values.length == 0 ? 0 : sum / values.length;
    }

    /**
     * This policy beside another on the same tasks.
     *
     * @param tasks how many
     * @param onlyThis tasks that only this one got right
     * @param onlyOther tasks that only the other got right
     * @param p of McNemar's test, two-sided
     * @param gain mean reward more than the other's
     * @param interval of the gain, 95 %, bootstrap
     */
    public record Comparison(int tasks, int onlyThis, int onlyOther, double p, double gain, Interval interval) {}

    /** Compares with another policy on the same tasks. */
    public Comparison against(LogEvaluation other) {
        int onlyThis = 0;
        int onlyOther = 0;
        double[] differences = new double[scores.length];
        for (int i = 0; i < scores.length; i++) {
            boolean mine = isRight(scores[i]);
            boolean others = isRight(other.scores[i]);
            onlyThis += mine && !others ? 1 : 0;
            onlyOther += !mine && others ? 1 : 0;
            differences[i] = rewards[i] - other.rewards[i];
        }
        return new Comparison(
                scores.length,
                onlyThis,
                onlyOther,
                McNemar.exact(onlyThis, onlyOther),
                mean(differences),
                scores.length == 0 ? new Interval(0, 0) : Bootstrap.mean(differences, 1));
    }
}

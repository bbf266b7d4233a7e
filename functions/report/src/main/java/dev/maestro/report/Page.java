package dev.maestro.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the page shows, in its words and numbers. Everything is text of others as it came: the template escapes it.
 *
 * @param facts name and value, at the head
 * @param verdict null without pass rules
 * @param benchmarks the policy on each set, parts behind their set
 * @param policies every policy that ran
 * @param baselines who answers without looking: the commonest answer, a guess
 * @param comparisons the policy against others
 * @param rivals from an outcome log; perhaps empty
 * @param overExpert how much better than the best single expert, in a sentence; empty without an outcome log
 * @param frontier plot as a data URL
 * @param calibration plot as a data URL; null when the policy predicts nothing
 * @param calibrationError in points, for a person
 * @param calibrationItems how many items each dot of the plot stands for, from left to right
 * @param broken items that infrastructure failed on
 * @param badLines lines that were skipped
 */
record Page(
        String title,
        String policy,
        List<Fact> facts,
        @Nullable Verdict verdict,
        String macro,
        String macroRange,
        String micro,
        String microRange,
        List<Row> benchmarks,
        List<PolicyRow> policies,
        List<BaselineRow> baselines,
        List<ComparisonRow> comparisons,
        List<RivalRow> rivals,
        String overExpert,
        String frontier,
        @Nullable String calibration,
        String calibrationError,
        String calibrationItems,
        Heat usage,
        Heat confusion,
        List<Card> failures,
        List<Findings.BrokenItem> broken,
        List<String> badLines,
        int notRun) {

    record Fact(String name, String value) {}

    record Verdict(boolean passed, String reason, List<Rule> rules) {}

    record Rule(String rule, boolean passed, String reason) {}

    /**
     * A set, or a part of one.
     *
     * @param bar where accuracy, interval, majority and chance lie, in percent
     */
    record Row(
            String name,
            boolean part,
            int n,
            String metric,
            String accuracy,
            String range,
            Bar bar,
            String failuresWrong,
            String majority,
            String chance,
            String cost,
            String cpu,
            String p50,
            String p95,
            String steps,
            int failures,
            String ends) {}

    record Bar(String low, String mean, String high, String width, String majority, String chance) {}

    record PolicyRow(
            String name,
            String versions,
            String macro,
            String macroRange,
            String micro,
            String microRange,
            String macroFailuresWrong,
            String microFailuresWrong,
            String cost,
            String cpu,
            String p50,
            String p95,
            String steps,
            int failures) {}

    /** What needs no policy. */
    record BaselineRow(String name, String how, String macro, String micro) {}

    record ComparisonRow(
            String rival,
            String benchmark,
            int n,
            String difference,
            String range,
            int onlyPolicy,
            int onlyRival,
            String test,
            String p,
            String adjusted,
            boolean significant) {}

    /**
     * A rival from an outcome log.
     *
     * @param adjusted p of its paired comparison with the policy, corrected; empty where there is none
     */
    record RivalRow(
            String name,
            String how,
            int n,
            String macro,
            String policyMacro,
            String micro,
            String policyMicro,
            String adjusted,
            String cpu,
            String cost) {}

    /** A table of counts; a cell's shade goes from 0 to 100. */
    record Heat(List<String> columns, List<HeatRow> rows) {}

    record HeatRow(String name, List<HeatCell> cells) {}

    record HeatCell(String n, String right, int shade) {}

    /**
     * One wrong answer.
     *
     * @param pictures as data URLs
     * @param missing pictures that cannot be shown
     */
    record Card(
            int number,
            String benchmark,
            String id,
            String family,
            String question,
            List<Choice> choices,
            List<String> pictures,
            int missing,
            String expected,
            String answer,
            String outcome,
            String score,
            String metric,
            String predicted,
            String rightOnes,
            List<StepRow> steps,
            String episode) {}

    record Choice(String letter, String text, boolean right) {}

    record StepRow(int step, String pair, String outcome, String text, String millis, String cost, String rivals) {}
}

package dev.maestro.report;

import java.util.List;

/**
 * What the items say beyond the numbers of the report; written beside it as {@code findings.json}.
 *
 * @param calibration of the policy: how often it was right by what it had predicted; empty when it predicts nothing
 * @param calibrationError mean distance of both, weighted by items, 0 to 1
 * @param usage calls of each pair on each set
 * @param confusion which skill gave the last word on which family of questions
 * @param frontier accuracy and cost of each policy and rival
 * @param failures the most instructive wrong answers, the most instructive first
 * @param broken items that infrastructure failed on, the first of them
 */
public record Findings(
        List<CalibrationBin> calibration,
        double calibrationError,
        Matrix usage,
        Matrix confusion,
        List<FrontierPoint> frontier,
        List<FailureReason> failures,
        List<BrokenItem> broken) {

    public Findings {
        calibration = List.copyOf(calibration);
        frontier = List.copyOf(frontier);
        failures = List.copyOf(failures);
        broken = List.copyOf(broken);
    }

    /**
     * Items for which the policy predicted about the same.
     *
     * @param predicted mean of the predictions, 0 to 1
     * @param realised mean score
     * @param low end of the 95 % interval of {@code realised}
     * @param high end of it
     */
    public record CalibrationBin(int n, double predicted, double realised, double low, double high) {}

    /**
     * Counts by row and column.
     *
     * @param rows names
     * @param columns names, the commonest first
     * @param cells by row, in the order of the columns
     */
    public record Matrix(List<String> rows, List<String> columns, List<List<Cell>> cells) {

        public Matrix {
            rows = List.copyOf(rows);
            columns = List.copyOf(columns);
            cells = cells.stream().map(List::copyOf).toList();
        }
    }

    /**
     * One count.
     *
     * @param right mean score of these, 0 to 1; 0 when there are none
     */
    public record Cell(int n, double right) {}

    /**
     * One dot.
     *
     * @param ran whether it was run, or follows from an outcome log
     * @param best whether nothing is better and at most as dear
     */
    public record FrontierPoint(
            String name, double accuracy, double cpuMillis, double costMicroUsd, boolean ran, boolean best) {}

    /**
     * Why a wrong answer is worth a look.
     *
     * @param benchmark set
     * @param id of the item
     * @param rightOnes policies and pairs that got it right
     * @param predicted what the policy had predicted; negative when nothing
     */
    public record FailureReason(String benchmark, String id, List<String> rightOnes, double predicted) {

        public FailureReason {
            rightOnes = List.copyOf(rightOnes);
        }
    }

    /** An item that says nothing about the policy. */
    public record BrokenItem(String policy, String benchmark, String id, String outcome, String reason) {}
}

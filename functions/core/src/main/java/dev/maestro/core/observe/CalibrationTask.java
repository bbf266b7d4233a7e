package dev.maestro.core.observe;

/**
 * A task on which pairs were run once to learn how good they are.
 *
 * @param id of the task
 * @param question shape [384]: the point of its question
 * @param statistics shape [14]: of its picture; zeros without one
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody; do not change
public record CalibrationTask(String id, float[] question, double[] statistics) {

    public CalibrationTask {
        if (id.isBlank()) {
            throw new IllegalArgumentException("a calibration task needs an id");
        }
        if (question.length != TextEncoder.DIMENSIONS || statistics.length != PictureStatistics.DIMENSIONS) {
            throw new IllegalArgumentException("the calibration task " + id + " has " + question.length
                    + " question and " + statistics.length + " picture numbers, not " + TextEncoder.DIMENSIONS + " and "
                    + PictureStatistics.DIMENSIONS);
        }
    }
}

package dev.maestro.schema.wire;

/**
 * The number an ended episode gets, with its parts.
 *
 * @param status {@code scored}, {@code unscored} (no reference and no feedback in time) or {@code broken}
 * @param answer r_ans, 0 to 1
 * @param format r_fmt, 0 or -1
 * @param cost what was taken off for cost; only from a correct answer
 * @param total answer + format - cost
 * @param metric which scorer
 */
public record Reward(String status, double answer, double format, double cost, double total, String metric) {}

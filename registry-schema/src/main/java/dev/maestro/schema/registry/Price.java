package dev.maestro.schema.registry;

/**
 * What an expert costs, in millionths of a US dollar.
 *
 * @param perCallMicroUsd for each call
 * @param perInputTokenMicroUsd for each token in
 * @param perOutputTokenMicroUsd for each token out
 * @param perCpuSecondMicroUsd for each CPU-second of an embedded expert
 */
public record Price(
        double perCallMicroUsd,
        double perInputTokenMicroUsd,
        double perOutputTokenMicroUsd,
        double perCpuSecondMicroUsd) {

    /** Costs nothing. */
    public static final Price FREE = new Price(0, 0, 0, 0);

    public Price {
        if (!(perCallMicroUsd >= 0
                && perInputTokenMicroUsd >= 0
                && perOutputTokenMicroUsd >= 0
                && perCpuSecondMicroUsd >= 0)) {
            throw new IllegalArgumentException("prices must be 0 or more");
        }
    }
}

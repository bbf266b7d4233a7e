package dev.maestro.schema.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The number an ended episode gets, with its parts. All parts are reported; which of them the total has, {@code counted}
 * says.
 *
 * @param status {@code scored}, {@code unscored} (no reference and no feedback in time) or {@code broken}
 * @param answer r_ans, 0 to 1
 * @param format r_fmt, 0 or -1
 * @param cost what was taken off for cost; only from a correct answer
 * @param total answer + format - cost, of those that count
 * @param metric which scorer
 * @param mode {@code strict} or {@code paper}; null where nothing was scored against a reference
 * @param counted which of {@code answer}, {@code format} and {@code cost} the total has; null for all
 * @param violation which rule of the format the policy broke first; null for none
 */
public record Reward(
        String status,
        double answer,
        double format,
        double cost,
        double total,
        String metric,
        @Nullable String mode,
        @Nullable List<String> counted,
        @Nullable String violation) {

    public Reward {
        counted = counted == null ? null : List.copyOf(counted);
    }

    /** A reward whose total has all parts. */
    public Reward(String status, double answer, double format, double cost, double total, String metric) {
        this(status, answer, format, cost, total, metric, null, null, null);
    }
}

package dev.maestro.schema.wire;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The reference answer of a task; travels from {@code task} to {@code reward} and nowhere else.
 *
 * @param answer the right answer as text; a letter for a choice question; a test for code
 * @param answerType {@code number}, {@code text} (whatever the case), {@code verbatim} (case counts), {@code literal} (a
 *     Python literal), {@code formula}, {@code choice}, {@code bool}, {@code list} or {@code code}
 * @param metric which scorer: {@code exact}, {@code relaxed_accuracy}, {@code anls}, {@code choice}, {@code formula}, or
 *     the name of a data source
 * @param family what kind of task it is, for reports only; null when unknown
 * @param alternatives other texts that are as right; empty for most tasks
 * @param source the set that the task is of; null for one of no set
 */
public record Reference(
        String answer,
        String answerType,
        String metric,
        @Nullable String family,
        List<String> alternatives,
        @Nullable DataSource source) {

    public Reference {
        alternatives = Checks.copy(alternatives);
    }

    /** A reference with one right answer. */
    public Reference(String answer, String answerType, String metric, @Nullable String family) {
        this(answer, answerType, metric, family, List.of());
    }

    /** A reference of no set. */
    public Reference(
            String answer, String answerType, String metric, @Nullable String family, List<String> alternatives) {
        this(answer, answerType, metric, family, alternatives, null);
    }

    /** The same of a set, so that what learns from it can name it and its licence. */
    public Reference of(DataSource set) {
        return new Reference(answer, answerType, metric, family, alternatives, set);
    }

    /** The right answer and its alternatives. */
    public Stream<String> accepted() {
        return Stream.concat(Stream.of(answer), alternatives.stream());
    }
}

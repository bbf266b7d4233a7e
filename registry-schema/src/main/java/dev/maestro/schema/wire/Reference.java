package dev.maestro.schema.wire;

import org.jspecify.annotations.Nullable;

/**
 * The reference answer of a task; travels from {@code task} to {@code reward} and nowhere else.
 *
 * @param answer the right answer as text; a letter for a choice question
 * @param answerType {@code number}, {@code text}, {@code choice}, {@code bool} or {@code list}
 * @param metric {@code exact}, {@code relaxed_accuracy}, {@code anls} or {@code choice}
 * @param family what kind of task it is, for reports only; null when unknown
 */
public record Reference(
        String answer,
        String answerType,
        String metric,
        @Nullable String family) {}

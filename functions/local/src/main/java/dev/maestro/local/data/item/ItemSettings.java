package dev.maestro.local.data.item;

import dev.maestro.core.episode.TerminalException;
import dev.maestro.core.reward.Scorer;
import dev.maestro.local.data.row.MappingException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How rows become items, beside the columns.
 *
 * @param benchmark name of the benchmark, for reports
 * @param family what kind of question it is where no column says so, for reports
 * @param metric null: {@code choice} with choices, else {@code exact}
 * @param answerType null: by what the answer looks like
 * @param writing how answers of questions with choices are written
 * @param split where no column says so; null for none
 * @param imageRoot folder that paths of pictures start from; null: the folder of the source
 */
public record ItemSettings(
        String benchmark,
        String family,
        @Nullable String metric,
        @Nullable String answerType,
        AnswerWriting writing,
        @Nullable String split,
        @Nullable Path imageRoot) {

    public ItemSettings {
        if (metric != null) {
            try {
                Scorer.of(metric);
            } catch (TerminalException e) {
                throw new MappingException(String.valueOf(e.getMessage()), e);
            }
        }
    }
}

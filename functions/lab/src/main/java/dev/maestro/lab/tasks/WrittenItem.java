package dev.maestro.lab.tasks;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line of {@code items.jsonl} as it is written. What is not known of a published row stays absent.
 *
 * @param images paths inside the folder
 * @param choices only of a question with choices; {@code answer} is then the letter by position
 * @param alternatives other texts that are as right as {@code answer}; absent for most
 * @param meta anything else; may hold the answer
 */
public record WrittenItem(
        @Nullable String id,
        @Nullable String benchmark,
        @Nullable String family,
        @Nullable String question,
        @Nullable List<String> images,
        @Nullable List<String> choices,
        @Nullable String answer,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) @Nullable
        List<String> alternatives,

        @JsonProperty("answer_type") @Nullable String answerType,
        @Nullable String metric,
        @Nullable String split,
        @Nullable Map<String, Object> meta) {}

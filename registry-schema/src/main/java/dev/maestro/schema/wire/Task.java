package dev.maestro.schema.wire;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A question with its inputs, as policy, skills and experts may see it. The reference answer is not part of it.
 *
 * @param taskId made from the client's idempotency key, or random
 * @param tenant whose task it is
 * @param purpose why it was submitted
 * @param question verbatim; empty only in a task that was refused for it
 * @param images at most as many as the limits allow; empty for a text-only task
 * @param choices options of a multiple-choice question in order, else empty
 * @param hasReference whether a reference answer travels apart, to {@code reward} only
 * @param extra fields of a newer schema version, passed on as they are
 */
public record Task(
        String taskId,
        String tenant,
        Purpose purpose,
        String question,
        List<ImageRef> images,
        List<String> choices,
        boolean hasReference,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> extra) {

    public Task {
        Checks.notBlank(taskId, "taskId");
        Checks.notBlank(tenant, "tenant");
        Objects.requireNonNull(question, "question");
        images = Checks.copy(images);
        choices = Checks.copy(choices);
        extra = Checks.copy(extra);
    }
}

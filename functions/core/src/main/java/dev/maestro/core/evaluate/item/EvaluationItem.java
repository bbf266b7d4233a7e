package dev.maestro.core.evaluate.item;

import dev.maestro.schema.wire.Reference;
import java.util.List;

/**
 * A task to evaluate on. Policy, skills and experts see question, images and choices; all else stays with the report.
 *
 * @param set the set it belongs to: the name of its folder
 * @param id unique in its set
 * @param part what the item calls its benchmark, such as {@code BCCD/WBC}; perhaps empty
 * @param family what kind of task; perhaps empty
 * @param question verbatim
 * @param images names inside the folder, in order
 * @param choices empty unless the answer is the letter of one of them
 * @param reference what is right
 * @param split as written; perhaps empty
 */
public record EvaluationItem(
        String set,
        String id,
        String part,
        String family,
        String question,
        List<String> images,
        List<String> choices,
        Reference reference,
        String split) {

    public EvaluationItem {
        images = List.copyOf(images);
        choices = List.copyOf(choices);
    }
}

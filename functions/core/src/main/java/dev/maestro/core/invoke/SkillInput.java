package dev.maestro.core.invoke;

import java.util.List;

/**
 * What a skill may see.
 *
 * @param query what the policy asks; the question verbatim for a policy that writes no queries
 * @param choices options of a multiple-choice question, else empty
 * @param images of the task, in order
 * @param evidence observations of earlier steps, oldest first; a skill that works on evidence uses the last
 */
public record SkillInput(String query, List<String> choices, List<Image> images, List<String> evidence) {

    public SkillInput {
        choices = List.copyOf(choices);
        images = List.copyOf(images);
        evidence = List.copyOf(evidence);
    }
}

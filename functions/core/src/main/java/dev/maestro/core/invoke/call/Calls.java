package dev.maestro.core.invoke.call;

import dev.maestro.core.episode.Json;
import dev.maestro.core.invoke.ExpertException;
import dev.maestro.core.invoke.ExpertRequest;
import dev.maestro.core.invoke.Image;
import dev.maestro.core.invoke.SkillInput;
import dev.maestro.schema.wire.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Requests in the form that embedded experts take: {@code {"capability": ..., "options": {...}}}. */
public final class Calls {

    private Calls() {}

    /** A request; options are written in the order of their names, so that equal requests have equal texts. */
    public static ExpertRequest request(String capability, Map<String, Object> options, List<Image> images) {
        Map<String, Object> body = new TreeMap<>(Map.of("capability", capability, "options", new TreeMap<>(options)));
        return new ExpertRequest(capability, new String(Json.bytes(body), StandardCharsets.UTF_8), images);
    }

    /** A request of one operation of a {@code detect} expert. */
    public static ExpertRequest detect(String operation, Map<String, Object> options, Image image) {
        Map<String, Object> all = new TreeMap<>(options);
        all.put("operation", operation);
        return request("detect", all, List.of(image));
    }

    /** A request about the question and the last evidence, which is empty before any was brought. */
    public static ExpertRequest onEvidence(String capability, SkillInput input) {
        String evidence = input.evidence().isEmpty() ? "" : input.evidence().getLast();
        return request(capability, Map.of("question", input.query(), "evidence", evidence), List.of());
    }

    /**
     * The image that the question is about: the first one.
     *
     * @throws ExpertException {@code Refused(image-needed)} when there is none
     */
    public static Image image(SkillInput input, String skill) {
        if (input.images().isEmpty()) {
            throw new ExpertException(new Outcome.Refused(
                    "image-needed", "Skill '" + skill + "' works on a picture: send one with the question."));
        }
        return input.images().getFirst();
    }
}

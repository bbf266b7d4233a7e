package dev.maestro.core.invoke.method;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.core.invoke.ExpertException;
import dev.maestro.core.invoke.ExpertReply;
import dev.maestro.core.invoke.ExpertRequest;
import dev.maestro.core.invoke.Image;
import dev.maestro.core.invoke.Images;
import dev.maestro.core.invoke.SkillContext;
import dev.maestro.core.invoke.call.Calls;
import dev.maestro.core.invoke.reading.Reader;
import dev.maestro.core.invoke.reading.Row;
import dev.maestro.core.observe.Neutral;
import dev.maestro.core.observe.PromptText;
import dev.maestro.schema.wire.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Evidence that helpers bring for one run of a skill. A helper that is not there or fails is no reason to stop: the run
 * goes on without, and says so. Not thread-safe; one for each run.
 */
final class Evidence {

    private static final int LEAST_CROP = 56;
    private static final int SMALL_CROP = 448;
    private static final int MOST_MARKS = 100;

    private final SkillContext context;
    private final PromptText prompts;
    private final Set<String> missing = new LinkedHashSet<>();

    Evidence(SkillContext context, PromptText prompts) {
        this.context = context;
        this.prompts = prompts;
    }

    /** Text that is written in an image; by a model that transcribes, else by a reader. Empty when none brought any. */
    String text(Image image) {
        try {
            return ask("transcribe", List.of(image), 4096);
        } catch (ExpertException e) {
            if (!isAbsent(e)) {
                return without("text", e);
            }
        }
        try {
            ExpertReply reply = context.helper(Calls.request("read-text", Map.of(), List.of(image)));
            return Neutral.text(Reader.of(reply).rows().stream().map(Row::text).collect(Collectors.joining("\n")));
        } catch (ExpertException e) {
            return without("text", e);
        }
    }

    /** What an image shows, in words. Empty when nobody could say. */
    String caption(Image image) {
        try {
            return ask("caption", List.of(image), 1024);
        } catch (ExpertException e) {
            return without("caption", e);
        }
    }

    /** Objects in an image with their boxes. None when nobody could say. */
    List<Images.Mark> objects(Image image) {
        Optional<JsonNode> reply;
        try {
            reply = Replies.json(ask("detect-objects", List.of(image), 4096), "");
        } catch (ExpertException e) {
            without("objects", e);
            return List.of();
        }
        if (reply.isEmpty()) {
            missing.add("objects (unreadable)");
            return List.of();
        }
        JsonNode list = reply.get().isArray() ? reply.get() : reply.get().path("objects");
        List<Images.Mark> marks = new ArrayList<>();
        for (JsonNode each : list) {
            JsonNode corners = each.has("bbox_2d") ? each.path("bbox_2d") : each.path("bbox");
            if (marks.size() < MOST_MARKS) {
                ModelBox.read(corners, image, 1)
                        .ifPresent(box -> marks.add(new Images.Mark(
                                each.path("label").asText("object"), box.x(), box.y(), box.width(), box.height())));
            }
        }
        return marks;
    }

    /** Draws objects into an image; empty when there are none, or it cannot be drawn. */
    Optional<Image> marked(Image image, List<Images.Mark> marks) {
        if (marks.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(context.pictures().marked(image, marks));
        } catch (ExpertException e) {
            without("boxes", e);
            return Optional.empty();
        }
    }

    /**
     * A part of an image that is worth a closer look, enlarged when it is small; empty when the helper sees no need.
     *
     * @param section of the prompts that asks
     * @param shown images for the helper; the first is the one to crop
     * @param values for the prompt
     */
    Optional<Image> zoom(String section, List<Image> shown, Map<String, String> values) {
        Image image = shown.getFirst();
        try {
            Map<String, Object> parameters = Map.of(
                    "temperature", 0, "stop", List.of("</tool_call>", "</answer>"), "include_stop_str_in_output", true);
            String reply = context.helper(
                            new ExpertRequest("zoom", prompts.section(section, values), shown, parameters))
                    .text();
            Optional<ModelBox> box = Replies.json(reply, "<tool_call>")
                    .flatMap(call -> ModelBox.read(call.path("arguments").path("bbox_2d"), image, LEAST_CROP));
            if (box.isEmpty()) {
                return Optional.empty();
            }
            double longer = Math.max(box.get().width(), box.get().height());
            double scale = longer < SMALL_CROP ? Math.min(4, SMALL_CROP / longer) : 1;
            return Optional.of(context.pictures()
                    .crop(
                            image,
                            box.get().x(),
                            box.get().y(),
                            box.get().width(),
                            box.get().height(),
                            scale));
        } catch (ExpertException e) {
            without("zoom", e);
            return Optional.empty();
        }
    }

    private String ask(String capability, List<Image> images, int maxTokens) {
        ExpertRequest request = new ExpertRequest(
                capability,
                prompts.section(capability, Map.of()),
                images,
                Map.of("temperature", 0, "max_tokens", maxTokens));
        return Neutral.text(Replies.withoutThought(context.helper(request).text()));
    }

    private static boolean isAbsent(ExpertException failure) {
        return failure.outcome() instanceof Outcome.Refused refused
                && refused.code().equals("no-helper");
    }

    private String without(String what, ExpertException failure) {
        String code =
                switch (failure.outcome()) {
                    case Outcome.Refused refused -> refused.code();
                    case Outcome.Failed failed -> failed.code();
                    case Outcome.TimedOut timedOut -> timedOut.word();
                    case Outcome.OverBudget over -> over.word();
                    case Outcome.Answered answered -> answered.word();
                };
        missing.add(what + " (" + code + ")");
        return "";
    }

    /** The observation: what the skill found, headed by what it had to do without. */
    String observation(String found) {
        if (missing.isEmpty()) {
            return found;
        }
        String without = String.join(", ", missing);
        context.note("without", without);
        return "[without " + without + "]\n" + found;
    }

    /** A list of objects as a prompt shows it. */
    static String listed(List<Images.Mark> marks) {
        return marks.stream()
                .map(mark -> mark.label() + " at x " + mark.x() + ", y " + mark.y() + ", " + mark.width() + " wide, "
                        + mark.height() + " high")
                .collect(Collectors.joining("\n"));
    }
}

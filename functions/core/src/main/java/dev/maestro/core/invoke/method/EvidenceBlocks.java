package dev.maestro.core.invoke.method;

import dev.maestro.core.invoke.Image;
import dev.maestro.core.invoke.Images;
import dev.maestro.core.observe.PromptText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Gathers evidence on the images of a run: what a prompt says of it, and the images that go with it. Per image the order
 * is original, with boxes, crop. Not thread-safe.
 */
final class EvidenceBlocks {

    /** Evidence that a skill asks for; no other is computed. */
    enum Kind {
        /** Text in the image. */
        TEXT,
        /** What it shows, in words. */
        CAPTION,
        /** Objects as a list. */
        OBJECTS,
        /** The image with boxes around the objects. */
        BOXES,
        /** A part worth a closer look. */
        CROP
    }

    private final PromptText prompts;
    private final Evidence evidence;
    private final String query;
    private final StringBuilder text = new StringBuilder();
    private final List<Image> images = new ArrayList<>();

    EvidenceBlocks(PromptText prompts, Evidence evidence, String query) {
        this.prompts = prompts;
        this.evidence = evidence;
        this.query = query;
    }

    /**
     * Gathers it for one image.
     *
     * @param zoomSection which prompt asks for a crop
     */
    void add(Image image, Set<Kind> kinds, String zoomSection) {
        int number = images.size() + 1;
        images.add(image);
        if (kinds.contains(Kind.CAPTION)) {
            block("with caption", number, evidence.caption(image));
        }
        if (kinds.contains(Kind.TEXT)) {
            block("with text", number, evidence.text(image));
        }
        List<Image> shown = new ArrayList<>(List.of(image));
        String objects = "";
        if (kinds.contains(Kind.OBJECTS) || kinds.contains(Kind.BOXES)) {
            List<Images.Mark> marks = evidence.objects(image);
            objects = Evidence.listed(marks);
            block("with objects", number, objects);
            if (kinds.contains(Kind.BOXES)) {
                evidence.marked(image, marks).ifPresent(marked -> {
                    images.add(marked);
                    shown.add(marked);
                    said("with boxes", number);
                });
            }
        }
        if (kinds.contains(Kind.CROP)) {
            Map<String, String> values = Map.of("query", query, "objects", objects.isEmpty() ? "none" : objects);
            evidence.zoom(zoomSection, shown, values).ifPresent(crop -> {
                images.add(crop);
                said("with crop", number);
            });
        }
    }

    private void block(String section, int number, String found) {
        if (!found.isBlank()) {
            text.append(prompts.section(section, Map.of("number", Integer.toString(number), "found", found)))
                    .append("\n\n");
        }
    }

    private void said(String section, int number) {
        text.append(prompts.section(
                        section, Map.of("number", Integer.toString(number), "added", Integer.toString(images.size()))))
                .append("\n\n");
    }

    /** Everything said so far; empty when there is nothing to say. */
    String text() {
        return text.toString();
    }

    /** All images, in the order in which an expert gets them. */
    List<Image> images() {
        return List.copyOf(images);
    }
}

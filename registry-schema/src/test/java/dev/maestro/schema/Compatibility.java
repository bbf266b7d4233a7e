package dev.maestro.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Compares a schema with the one that was released. Old and new functions run side by side and old events are read
 * again, so whatever the released schema admits the new one must admit, and whoever read the released fields must
 * still find them. A new field is fine when it may be left out.
 */
final class Compatibility {

    private final List<String> problems = new ArrayList<>();

    private Compatibility() {}

    /** What breaks, one line each; empty when nothing does. */
    static List<String> problems(JsonNode released, JsonNode current) {
        Compatibility comparison = new Compatibility();
        comparison.compare(released, current, "");
        return List.copyOf(comparison.problems);
    }

    private void compare(JsonNode released, JsonNode current, String at) {
        fields(released.path("properties"), current.path("properties"), at);
        fields(released.path("$defs"), current.path("$defs"), at);
        if (released.has("items")) {
            compare(released.get("items"), current.path("items"), at + "[]");
        }
        required(released, current, at);
        types(released, current, at);
        words(released, current, at);
        branches(released, current, at);
        same(released, current, "$ref", at);
        same(released, current, "const", at);
        same(released, current, "format", at);
        limits(released, current, at);
    }

    private void fields(JsonNode released, JsonNode current, String at) {
        released.properties().forEach(field -> {
            String inner = at + "/" + field.getKey();
            if (current.has(field.getKey())) {
                compare(field.getValue(), current.get(field.getKey()), inner);
            } else {
                problems.add(inner + " was removed");
            }
        });
    }

    private void required(JsonNode released, JsonNode current, String at) {
        Set<String> before = strings(released.path("required"));
        Set<String> now = strings(current.path("required"));
        for (String name : now) {
            if (!before.contains(name)) {
                problems.add(at + "/" + name + " became required");
            }
        }
        for (String name : before) {
            if (!now.contains(name)) {
                problems.add(at + "/" + name + " is required no more; those who read it rely on it");
            }
        }
        if (!released.has("additionalProperties") && current.has("additionalProperties")) {
            problems.add(at + " admits no further fields any more");
        }
    }

    private void types(JsonNode released, JsonNode current, String at) {
        Set<String> before = strings(released.path("type"));
        Set<String> now = strings(current.path("type"));
        if (!now.isEmpty() && (before.isEmpty() || !now.containsAll(before))) {
            problems.add(at + " was " + before + " and is " + now);
        }
        if (!before.isEmpty() && !now.equals(before) && (now.isEmpty() || now.containsAll(before))) {
            problems.add(at + " was " + before + " and may now be " + now + "; those who read it do not expect that");
        }
    }

    private void words(JsonNode released, JsonNode current, String at) {
        Set<String> before = strings(released.path("enum"));
        Set<String> now = strings(current.path("enum"));
        if (!now.isEmpty() && (before.isEmpty() || !now.containsAll(before))) {
            problems.add(at + " admits only " + now);
        }
    }

    private void branches(JsonNode released, JsonNode current, String at) {
        for (String keyword : List.of("oneOf", "anyOf")) {
            List<String> now = new ArrayList<>();
            current.path(keyword).forEach(branch -> now.add(branch.toString()));
            for (JsonNode branch : released.path(keyword)) {
                if (!now.contains(branch.toString())) {
                    problems.add(at + " has no more the choice " + branch);
                }
            }
            if (!released.has(keyword) && current.has(keyword)) {
                problems.add(at + " must now be one of several");
            }
        }
    }

    private void same(JsonNode released, JsonNode current, String keyword, String at) {
        if (!released.path(keyword).equals(current.path(keyword))) {
            problems.add(at + " " + keyword + " was " + shown(released.get(keyword)) + " and is "
                    + shown(current.get(keyword)));
        }
    }

    private static String shown(@Nullable JsonNode value) {
        return value == null ? "nothing" : value.toString();
    }

    private void limits(JsonNode released, JsonNode current, String at) {
        for (String lower : List.of("minimum", "exclusiveMinimum", "minLength", "minItems")) {
            if (current.has(lower)
                    && (!released.has(lower)
                            || current.get(lower).asDouble()
                                    > released.get(lower).asDouble())) {
                problems.add(at + " " + lower + " was raised to " + current.get(lower));
            }
        }
        for (String upper : List.of("maximum", "maxItems")) {
            if (current.has(upper)
                    && (!released.has(upper)
                            || current.get(upper).asDouble()
                                    < released.get(upper).asDouble())) {
                problems.add(at + " " + upper + " was lowered to " + current.get(upper));
            }
        }
        if (current.has("pattern") && !current.get("pattern").equals(released.get("pattern"))) {
            problems.add(at + " must now match " + current.get("pattern"));
        }
    }

    private static Set<String> strings(JsonNode node) {
        Set<String> result = new TreeSet<>();
        if (node.isTextual()) {
            result.add(node.asText());
        }
        node.forEach(each -> result.add(each.asText()));
        return result;
    }
}

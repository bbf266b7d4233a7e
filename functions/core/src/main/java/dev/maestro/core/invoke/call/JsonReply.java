package dev.maestro.core.invoke.call;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.core.episode.Json;
import dev.maestro.core.invoke.ExpertException;
import dev.maestro.core.invoke.ExpertReply;
import dev.maestro.core.invoke.reading.Box;
import dev.maestro.schema.wire.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The JSON object that a capability promises. Every getter throws {@code Failed(bad-reply)} when the field is missing
 * or of another type, for then the expert broke its contract and nothing it says can be used.
 */
public final class JsonReply {

    private static final Pattern FENCED = Pattern.compile("(?s)^\\s*```[a-z]*\\s*(.*?)\\s*```\\s*$");
    private static final int BOX_NUMBERS = 4;
    private static final int SHOWN = 80;

    private final JsonNode node;

    private JsonReply(JsonNode node) {
        this.node = node;
    }

    /**
     * Reads a reply; a Markdown fence around the JSON, as chat models like to put, is taken off.
     *
     * @throws ExpertException {@code Failed(bad-reply)}
     */
    public static JsonReply of(ExpertReply reply) {
        Matcher fenced = FENCED.matcher(reply.text());
        String text = fenced.matches() ? fenced.group(1) : reply.text();
        try {
            JsonNode node = Json.mapper().readTree(text);
            if (node == null || !node.isObject()) {
                throw bad("is not a JSON object: " + shown(text));
            }
            return new JsonReply(node);
        } catch (JsonProcessingException e) {
            throw bad("is not JSON: " + shown(text));
        }
    }

    /** A text. */
    public String text(String field) {
        JsonNode value = required(field);
        if (!value.isTextual()) {
            throw bad("has no text in '" + field + "'");
        }
        return value.textValue();
    }

    /** A text that may be missing; empty then. */
    public String optionalText(String field) {
        return node.hasNonNull(field) ? text(field) : "";
    }

    /** A whole number, 0 or more. */
    public int count(String field) {
        JsonNode value = required(field);
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < 0) {
            throw bad("has no count in '" + field + "'");
        }
        return value.intValue();
    }

    /** A finite number. */
    public double number(String field) {
        JsonNode value = required(field);
        if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
            throw bad("has no number in '" + field + "'");
        }
        return value.doubleValue();
    }

    /** A list of objects. */
    public List<JsonReply> list(String field) {
        JsonNode value = required(field);
        if (!value.isArray()) {
            throw bad("has no list in '" + field + "'");
        }
        List<JsonReply> items = new ArrayList<>();
        for (JsonNode item : value) {
            if (!item.isObject()) {
                throw bad("has something else than objects in '" + field + "'");
            }
            items.add(new JsonReply(item));
        }
        return items;
    }

    /** An object; empty when it is null or missing. */
    public Optional<JsonReply> object(String field) {
        JsonNode value = node.get(field);
        if (value == null || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isObject()) {
            throw bad("has no object in '" + field + "'");
        }
        return Optional.of(new JsonReply(value));
    }

    /** A box {@code [x, y, width, height]}; empty when it is null or missing. */
    public Optional<Box> box(String field) {
        JsonNode value = node.get(field);
        if (value == null || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isArray() || value.size() != BOX_NUMBERS) {
            throw bad("has no box of four numbers in '" + field + "'");
        }
        double[] numbers = new double[BOX_NUMBERS];
        for (int i = 0; i < BOX_NUMBERS; i++) {
            if (!value.get(i).isNumber()) {
                throw bad("has no box of four numbers in '" + field + "'");
            }
            numbers[i] = value.get(i).doubleValue();
        }
        return Optional.of(new Box(numbers[0], numbers[1], numbers[2], numbers[3]));
    }

    /** A box that has to be there. */
    public Box requiredBox(String field) {
        return box(field).orElseThrow(() -> bad("has no '" + field + "'"));
    }

    private JsonNode required(String field) {
        JsonNode value = node.get(field);
        if (value == null || value.isNull()) {
            throw bad("has no '" + field + "'");
        }
        return value;
    }

    private static String shown(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
    }

    /** What to throw when a reply breaks its contract. */
    public static ExpertException bad(String what) {
        return new ExpertException(new Outcome.Failed("bad-reply", "The expert's reply " + what));
    }
}

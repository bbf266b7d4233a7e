package dev.maestro.core.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.maestro.schema.registry.RegistryDocument;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Checks a registry file against the JSON Schemas of registry-schema and fills in their defaults. Knows the keywords
 * that those schemas use and no others; a general validator would name neither lines nor what to do. Not thread-safe.
 */
final class SchemaCheck {

    private static final String FOLDER = "/dev/maestro/schema/";

    private final RegistryText text;
    private final List<RegistryProblem> problems;
    private final Map<String, JsonNode> files = new HashMap<>();

    SchemaCheck(RegistryText text, List<RegistryProblem> problems) {
        this.text = text;
        this.problems = problems;
    }

    /** Adds what is wrong to the problems and the defaults to the data. */
    void run() {
        check(text.root(), "registry-document.v1.json", file("registry-document.v1.json"), "");
    }

    private JsonNode file(String name) {
        return files.computeIfAbsent(name, key -> {
            try (InputStream stream = RegistryDocument.class.getResourceAsStream(FOLDER + key)) {
                if (stream == null) {
                    throw new IllegalStateException("the schema " + key + " is missing from the class path");
                }
                return new JsonMapper().readTree(stream);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private void check(JsonNode value, String file, JsonNode schema, String pointer) {
        if (schema.has("$ref")) {
            String reference = schema.get("$ref").asText();
            if (reference.startsWith("#")) {
                check(value, file, file(file).at(reference.substring(1)), pointer);
            } else {
                check(value, reference, file(reference), pointer);
            }
        } else if (schema.has("anyOf")) { // a shape, or null
            if (!value.isNull()) {
                check(value, file, schema.get("anyOf").get(0), pointer);
            }
        } else if (schema.has("oneOf")) {
            choose(value, file, schema, pointer);
        } else if (type(value, schema.path("type"), pointer)) {
            switch (value.getNodeType()) {
                case OBJECT -> object((ObjectNode) value, file, schema, pointer);
                case ARRAY -> array(value, file, schema, pointer);
                case STRING -> string(value.asText(), schema, pointer);
                case NUMBER -> number(value.asDouble(), schema, pointer);
                default -> {} // a boolean or null has nothing more to check
            }
        }
    }

    private void choose(JsonNode value, String file, JsonNode schema, String pointer) {
        List<String> words = new ArrayList<>();
        for (JsonNode branch : schema.get("oneOf")) {
            JsonNode shape = file(file).at(branch.get("$ref").asText().substring(1));
            String word = shape.at("/properties/type/const").asText();
            if (word.equals(value.path("type").asText())) {
                check(value, file, shape, pointer);
                return;
            }
            words.add(word);
        }
        boolean given = value.has("type");
        problem(given ? pointer + "/type" : pointer, "needs a type that is one of " + words);
    }

    private boolean type(JsonNode value, JsonNode types, String pointer) {
        List<String> wanted = new ArrayList<>();
        if (types.isArray()) {
            types.forEach(each -> wanted.add(each.asText()));
        } else if (types.isTextual()) {
            wanted.add(types.asText());
        }
        String found =
                switch (value.getNodeType()) {
                    case OBJECT -> "object";
                    case ARRAY -> "array";
                    case STRING -> "string";
                    case NUMBER -> value.isIntegralNumber() ? "integer" : "number";
                    case BOOLEAN -> "boolean";
                    default -> "null";
                };
        if (wanted.isEmpty() || wanted.contains(found) || (found.equals("integer") && wanted.contains("number"))) {
            return true;
        }
        wanted.remove("null");
        problem(pointer, "must be " + spoken(wanted.get(0)) + ", is " + spoken(found) + shown(value));
        return false;
    }

    private static String spoken(String type) {
        return switch (type) {
            case "object" -> "a group of fields";
            case "array" -> "a list";
            case "string" -> "text";
            case "integer" -> "a whole number";
            case "number" -> "a number";
            case "boolean" -> "true or false";
            default -> "empty";
        };
    }

    private static String shown(JsonNode value) {
        return value.isValueNode() && !value.isNull() ? " (" + value.asText() + ")" : "";
    }

    private void object(ObjectNode value, String file, JsonNode schema, String pointer) {
        JsonNode properties = schema.path("properties");
        value.fieldNames().forEachRemaining(name -> {
            if (!properties.has(name)) {
                List<String> known = new ArrayList<>();
                properties.fieldNames().forEachRemaining(known::add);
                problem(pointer + "/" + name, "unknown field; known here are " + String.join(", ", known));
            }
        });
        for (JsonNode name : schema.path("required")) {
            if (!value.has(name.asText())) {
                problem(pointer, "the field " + name.asText() + " is missing");
            }
        }
        properties.properties().forEach(property -> {
            String name = property.getKey();
            JsonNode standard = property.getValue().get("default");
            if (standard != null && !value.has(name)) {
                value.set(name, standard.deepCopy());
            }
            if (value.has(name) && !property.getValue().has("const")) {
                check(value.get(name), file, property.getValue(), pointer + "/" + name);
            }
        });
    }

    private void array(JsonNode value, String file, JsonNode schema, String pointer) {
        if (value.size() < schema.path("minItems").asInt(0)) {
            problem(pointer, "needs at least " + schema.get("minItems").asInt() + " element");
        }
        for (int i = 0; i < value.size(); i++) {
            check(value.get(i), file, schema.get("items"), pointer + "/" + i);
        }
    }

    private void string(String value, JsonNode schema, String pointer) {
        if (value.length() < schema.path("minLength").asInt(0)) {
            problem(pointer, "must not be empty");
        }
        JsonNode words = schema.path("enum");
        if (words.isArray()) {
            List<String> known = new ArrayList<>();
            words.forEach(word -> known.add(word.asText()));
            if (!known.contains(value)) {
                problem(pointer, "must be one of " + String.join(", ", known) + ", is \"" + value + "\"");
            }
        }
        String pattern = schema.path("pattern").asText();
        if (!pattern.isEmpty() && !Pattern.compile(pattern).matcher(value).find()) {
            problem(pointer, "\"" + value + "\" " + meaning(pattern));
        }
    }

    private static String meaning(String pattern) {
        if (pattern.startsWith("^[a-z0-9]+(-")) {
            return "must be kebab-case: lower-case letters and digits, parted by single hyphens, such as my-model-2";
        }
        if (pattern.startsWith("^https?")) {
            return "must be a URL that starts with http:// or https://";
        }
        return pattern.endsWith(":[0-9]+$") ? "must be host:port, such as 127.0.0.1:8001" : "must match " + pattern;
    }

    private void number(double value, JsonNode schema, String pointer) {
        if (schema.has("minimum") && value < schema.get("minimum").asDouble()) {
            problem(pointer, "must be " + schema.get("minimum").asText() + " or more, is " + value);
        }
        if (schema.has("exclusiveMinimum")
                && value <= schema.get("exclusiveMinimum").asDouble()) {
            problem(pointer, "must be above " + schema.get("exclusiveMinimum").asText() + ", is " + value);
        }
        if (schema.has("maximum") && value > schema.get("maximum").asDouble()) {
            problem(pointer, "must be at most " + schema.get("maximum").asText() + ", is " + value);
        }
    }

    private void problem(String pointer, String message) {
        problems.add(text.problem(pointer, message, false));
    }
}

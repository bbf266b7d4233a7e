package dev.maestro.gateway.problem;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.maestro.core.episode.Json;
import dev.maestro.schema.wire.Budget;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Collectors;

/** Reads what clients write: strictly, with the place of every error; events are read leniently elsewhere. */
public final class JsonBodies {

    /** An image of 20 MB in base64, and some. */
    private static final int MAX_STRING = 32_000_000;

    private static final ObjectMapper STRICT = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(MAX_STRING)
                            .maxNestingDepth(50)
                            .build())
                    .build())
            .addModule(new JavaTimeModule())
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JsonBodies() {}

    public static byte[] bytes(Object value) {
        return Json.bytes(value);
    }

    /**
     * Reads a JSON object.
     *
     * @param what names it in messages, such as {@code "the body"}
     * @throws ProblemException {@code bad-json} with line and column, {@code unknown-field} or {@code bad-value}
     */
    public static <T> T read(byte[] json, Class<T> type, String what) {
        return value(tree(json, what), type);
    }

    /**
     * Reads a JSON object whose fields are looked at one by one.
     *
     * @throws ProblemException {@code bad-json} with line and column
     */
    public static ObjectNode tree(byte[] json, String what) {
        try {
            if (STRICT.readTree(json) instanceof ObjectNode object) {
                return object;
            }
            throw ProblemException.badRequest(
                    "bad-json", what + " is empty or no JSON object; send one in braces, see /q/openapi");
        } catch (JsonProcessingException e) {
            throw badJson(e, what);
        } catch (IOException e) {
            throw ProblemException.badRequest("bad-json", what + " cannot be read; send it again");
        }
    }

    /**
     * A record from a JSON object.
     *
     * @throws ProblemException {@code unknown-field} or {@code bad-value}
     */
    public static <T> T value(ObjectNode object, Class<T> type) {
        completeBudget(object);
        completeBudget(object.path("settings"));
        try {
            return STRICT.treeToValue(object, type);
        } catch (UnrecognizedPropertyException e) {
            throw ProblemException.badRequest("unknown-field", unknownField(e));
        } catch (ValueInstantiationException e) {
            throw ProblemException.badRequest("bad-value", path(e) + rootMessage(e));
        } catch (InvalidFormatException e) {
            throw ProblemException.badRequest("bad-value", path(e) + invalid(e));
        } catch (JsonMappingException e) {
            throw ProblemException.badRequest("bad-value", path(e) + "is of the wrong type; " + e.getOriginalMessage());
        } catch (JsonProcessingException e) {
            throw badJson(e, "the body");
        }
    }

    /** A budget may name a few limits only; the others keep their defaults instead of becoming 0. */
    private static void completeBudget(JsonNode settings) {
        if (settings.path("budget") instanceof ObjectNode budget) {
            ObjectNode complete = STRICT.valueToTree(Budget.DEFAULT);
            complete.setAll(budget);
            ((ObjectNode) settings).set("budget", complete);
        }
    }

    private static ProblemException badJson(JsonProcessingException e, String what) {
        JsonLocation location = e.getLocation();
        String where =
                location == null ? "" : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
        Problem problem =
                Problem.of(400, "bad-json", what + " is not valid JSON" + where + ": " + e.getOriginalMessage());
        return ProblemException.of(
                location == null ? problem : problem.at(location.getLineNr(), location.getColumnNr()));
    }

    private static String unknownField(UnrecognizedPropertyException e) {
        Collection<Object> known = e.getKnownPropertyIds();
        String names = known == null
                ? ""
                : known.stream().map(String::valueOf).sorted().collect(Collectors.joining(", "));
        return "there is no field '" + e.getPropertyName() + "'" + parent(e) + "; known are " + names;
    }

    private static String parent(JsonMappingException e) {
        String path = path(e).strip();
        int last = path.lastIndexOf('.');
        return last < 0 ? "" : " in " + path.substring(0, last);
    }

    private static String invalid(InvalidFormatException e) {
        Class<?> target = e.getTargetType();
        if (target.isEnum()) {
            String values = Arrays.stream(target.getEnumConstants())
                    .map(constant -> STRICT.convertValue(constant, String.class))
                    .collect(Collectors.joining(", "));
            return "must be one of " + values + ", was '" + e.getValue() + "'";
        }
        return "must be a " + target.getSimpleName() + ", was '" + e.getValue() + "'";
    }

    private static String rootMessage(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }

    /** {@code "settings.budget "}, with a space behind it; empty at the top. */
    private static String path(JsonMappingException e) {
        StringBuilder result = new StringBuilder();
        for (JsonMappingException.Reference reference : e.getPath()) {
            if (reference.getFieldName() == null) {
                result.append('[').append(reference.getIndex()).append(']');
            } else {
                result.append(result.isEmpty() ? "" : ".").append(reference.getFieldName());
            }
        }
        return result.isEmpty() ? "" : result.append(' ').toString();
    }
}

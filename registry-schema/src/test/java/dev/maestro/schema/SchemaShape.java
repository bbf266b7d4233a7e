package dev.maestro.schema;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The structure that a type's JSON Schema must have: fields, types, required, nullable, enum words, the {@code type}
 * words of sealed types. Limits such as {@code minimum} and texts are the file's own.
 */
final class SchemaShape {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Map<Type, String> PLAIN = Map.of(
            String.class, "string",
            int.class, "integer",
            long.class, "integer",
            Integer.class, "integer",
            Long.class, "integer",
            double.class, "number",
            Double.class, "number",
            boolean.class, "boolean");

    private SchemaShape() {}

    static ObjectNode of(Class<?> type) {
        return type.isSealed() ? sealed(type) : object(type, null);
    }

    private static ObjectNode sealed(Class<?> type) {
        ObjectNode result = JSON.objectNode();
        ArrayNode oneOf = result.putArray("oneOf");
        ObjectNode definitions = result.putObject("$defs");
        for (JsonSubTypes.Type each : type.getAnnotation(JsonSubTypes.class).value()) {
            String name = each.value().getSimpleName();
            oneOf.addObject().put("$ref", "#/$defs/" + name);
            definitions.set(name, object(each.value(), each.name()));
        }
        return result;
    }

    private static ObjectNode object(Class<?> type, @Nullable String discriminator) {
        ObjectNode result = JSON.objectNode();
        result.put("type", "object");
        ObjectNode properties = result.putObject("properties");
        ArrayNode required = result.putArray("required");
        if (discriminator != null) {
            properties.putObject("type").put("const", discriminator);
            required.add("type");
        }
        for (RecordComponent component : type.getRecordComponents()) {
            if (component.getAccessor().isAnnotationPresent(JsonAnySetter.class) || component.getType() == Map.class) {
                continue;
            }
            boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
            ObjectNode shape = value(component.getGenericType());
            properties.set(component.getName(), nullable ? orNull(shape) : shape);
            if (!nullable) {
                required.add(component.getName());
            }
        }
        return result;
    }

    private static ObjectNode orNull(ObjectNode shape) {
        if (shape.has("$ref")) {
            ObjectNode either = JSON.objectNode();
            either.putArray("anyOf").add(shape).addObject().put("type", "null");
            return either;
        }
        String plain = shape.get("type").asText();
        shape.putArray("type").add(plain).add("null");
        return shape;
    }

    private static ObjectNode value(Type type) {
        ObjectNode result = JSON.objectNode();
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            result.put("type", "array");
            result.set("items", value(list.getActualTypeArguments()[0]));
            return result;
        }
        String plain = PLAIN.get(type);
        if (plain != null) {
            return result.put("type", plain);
        }
        if (type == Instant.class) {
            return result.put("type", "string").put("format", "date-time");
        }
        Class<?> named = (Class<?>) type;
        if (named.isEnum()) {
            ArrayNode words = result.put("type", "string").putArray("enum");
            for (Object constant : named.getEnumConstants()) {
                words.add(word(named, ((Enum<?>) constant).name()));
            }
            return result;
        }
        return result.put("$ref", Contract.schemaFile(named));
    }

    private static String word(Class<?> type, String constant) {
        try {
            return type.getField(constant).getAnnotation(JsonProperty.class).value();
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(e);
        }
    }
}

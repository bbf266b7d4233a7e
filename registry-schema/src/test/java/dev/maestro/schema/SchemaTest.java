package dev.maestro.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.maestro.schema.event.EventType;
import dev.maestro.schema.registry.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The schema files say what the records are. */
class SchemaTest {

    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemaIdResolvers(
                    resolvers -> resolvers.mapPrefix("maestro:/schema/", "classpath:dev/maestro/schema/")));

    /** What a file may say beyond its record. */
    private static final Set<String> OWN = Set.of(
            "$schema",
            "$id",
            "title",
            "description",
            "default",
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "minLength",
            "minItems",
            "maxItems",
            "pattern",
            "additionalProperties");

    static List<Class<?>> types() {
        return Contract.all();
    }

    private static Schema schema(Class<?> type) {
        return REGISTRY.getSchema(SchemaLocation.of("maestro:/schema/" + Contract.schemaFile(type)));
    }

    private static JsonNode random(Class<?> type, long seed) {
        return SchemaFiles.MAPPER.valueToTree(new RandomRecords(new SplittableRandom(seed)).of(type));
    }

    @ParameterizedTest
    @MethodSource("types")
    void hasTheFieldsAndTypesOfItsRecord(Class<?> type) {
        ObjectNode file = (ObjectNode) SchemaFiles.current(Contract.schemaFile(type));

        ObjectNode expected = SchemaShape.of(type);
        moveDefaults(file, expected);
        ObjectNode found = structure(file, expected);

        assertThat(found.toPrettyString()).isEqualTo(expected.toPrettyString());
    }

    /** A field with a default may be left out, so it is not required although its record never holds null. */
    private static void moveDefaults(JsonNode file, ObjectNode expected) {
        if (expected.has("$defs")) {
            expected.get("$defs")
                    .properties()
                    .forEach(
                            each -> moveDefaults(file.path("$defs").path(each.getKey()), (ObjectNode) each.getValue()));
            return;
        }
        List<String> required = new ArrayList<>();
        expected.path("required").forEach(name -> required.add(name.asText()));
        required.removeIf(name -> file.path("properties").path(name).has("default"));
        ArrayNode left = expected.putArray("required");
        required.forEach(left::add);
        if (required.isEmpty()) {
            expected.remove("required");
        }
    }

    private static ObjectNode structure(JsonNode file, JsonNode expected) {
        ObjectNode result = SchemaFiles.MAPPER.createObjectNode();
        file.properties().forEach(entry -> {
            String key = entry.getKey();
            boolean choiceOfWords = key.equals("enum") && !expected.has("enum");
            boolean eitherField = key.equals("oneOf") && !expected.has("oneOf");
            if (OWN.contains(key) || choiceOfWords || eitherField) {
                return;
            }
            JsonNode value = entry.getValue();
            if (key.equals("properties") || key.equals("$defs")) {
                ObjectNode inner = result.putObject(key);
                value.properties()
                        .forEach(each -> inner.set(
                                each.getKey(),
                                structure(each.getValue(), expected.path(key).path(each.getKey()))));
            } else if (key.equals("items")) {
                result.set(key, structure(value, expected.path(key)));
            } else {
                result.set(key, value);
            }
        });
        return result;
    }

    @ParameterizedTest
    @MethodSource("types")
    void acceptsRandomInstances(Class<?> type) {
        for (long seed = 0; seed < 40; seed++) {
            JsonNode instance = random(type, seed);

            assertThat(schema(type).validate(instance))
                    .as(instance.toPrettyString())
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void rejectsAnInstanceWithoutAnyOneRequiredField(Class<?> type) {
        for (long seed = 0; seed < 8; seed++) {
            ObjectNode instance = (ObjectNode) random(type, seed);
            for (String name : required(type, instance)) {
                ObjectNode without = instance.deepCopy();
                without.remove(name);

                assertThat(schema(type).validate(without)).as("without " + name).isNotEmpty();
            }
        }
    }

    private static List<String> required(Class<?> type, ObjectNode instance) {
        JsonNode file = SchemaFiles.current(Contract.schemaFile(type));
        Stream<JsonNode> shapes = file.has("$defs")
                ? file.get("$defs").properties().stream()
                        .map(entry -> entry.getValue())
                        .filter(shape -> shape.at("/properties/type/const").equals(instance.get("type")))
                : Stream.of(file);
        List<String> result = new ArrayList<>();
        shapes.forEach(shape -> shape.path("required").forEach(name -> result.add(name.asText())));
        return result;
    }

    @ParameterizedTest
    @MethodSource("types")
    void rejectsAFieldOfTheWrongType(Class<?> type) {
        ObjectNode instance = (ObjectNode) random(type, 1);
        for (String name : required(type, instance)) {
            ObjectNode wrong = instance.deepCopy();
            wrong.putArray(name).addArray();

            assertThat(schema(type).validate(wrong))
                    .as("with a list of lists as " + name)
                    .isNotEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(EventType.class)
    void everyEventHasTheSchemaThatItsTypeNames(EventType type) {
        assertThat(Contract.schemaFile(type.record())).isEqualTo(type.schemaFile());
        assertThat(SchemaFiles.current(type.schemaFile()).get("title").asText())
                .isEqualTo(type.record().getSimpleName());
    }

    @Test
    void theDefaultsOfLimitsAreThoseOfTheRecord() {
        ObjectNode defaults = SchemaFiles.MAPPER.createObjectNode();
        SchemaFiles.current("limits.v1.json")
                .get("properties")
                .properties()
                .forEach(entry -> defaults.set(entry.getKey(), entry.getValue().get("default")));

        JsonNode expected = SchemaFiles.MAPPER.valueToTree(Limits.DEFAULT);

        assertThat(defaults.toString()).isEqualTo(expected.toString());
    }
}

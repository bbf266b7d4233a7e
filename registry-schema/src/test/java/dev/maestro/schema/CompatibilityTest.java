package dev.maestro.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** No schema breaks what was released: see CHANGES.md for how to change one. */
class CompatibilityTest {

    static List<String> released() throws IOException, URISyntaxException {
        Path folder = Path.of(Objects.requireNonNull(CompatibilityTest.class.getResource("/released/"))
                .toURI());
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("released")
    void breaksNothingThatWasReleased(String name) {
        List<String> problems = Compatibility.problems(SchemaFiles.released(name), SchemaFiles.current(name));

        assertThat(problems)
                .as(name + ": do not remove or narrow a field; add a new one, or a new version of the schema")
                .isEmpty();
    }

    @Test
    void everySchemaIsFrozen() throws Exception {
        List<String> names =
                Contract.all().stream().map(Contract::schemaFile).sorted().toList();

        assertThat(released())
                .as("copy a new schema to src/test/resources/released")
                .isEqualTo(names);
    }

    private static Arguments change(String what, Consumer<ObjectNode> change, String problem) {
        return Arguments.of(what, change, problem);
    }

    static Stream<Arguments> breakingChanges() {
        return Stream.of(
                change("removed field", task -> properties(task).remove("question"), "/question was removed"),
                change("narrowed type", task -> field(task, "hasReference").put("type", "string"), "/hasReference was"),
                change(
                        "widened type",
                        task -> field(task, "question")
                                .putArray("type")
                                .add("string")
                                .add("null"),
                        "/question was [string] and may now be [null, string]"),
                change("new required field", task -> required(task).add("extra"), "/extra became required"),
                change("required no more", task -> required(task).remove(0), "is required no more"),
                change(
                        "fewer words",
                        task -> ((ArrayNode) field(task, "purpose").get("enum")).remove(0),
                        "/purpose admits only"),
                change(
                        "other record",
                        task -> ((ObjectNode) field(task, "images").get("items")).put("$ref", "x.json"),
                        "/images[] $ref was"),
                change("raised minimum", task -> field(task, "taskId").put("minLength", 5), "minLength was raised"),
                change("new limit", task -> field(task, "choices").put("maxItems", 5), "maxItems was lowered"),
                change("new pattern", task -> field(task, "tenant").put("pattern", "^a"), "must now match"),
                change("closed", task -> task.put("additionalProperties", false), "admits no further fields"));
    }

    private static ObjectNode properties(ObjectNode schema) {
        return (ObjectNode) schema.get("properties");
    }

    private static ObjectNode field(ObjectNode schema, String name) {
        return (ObjectNode) properties(schema).get(name);
    }

    private static ArrayNode required(ObjectNode schema) {
        return (ArrayNode) schema.get("required");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("breakingChanges")
    void findsTheChange(String what, Consumer<ObjectNode> change, String problem) {
        JsonNode released = SchemaFiles.released("task.v1.json");
        ObjectNode current = released.deepCopy();
        change.accept(current);

        List<String> problems = Compatibility.problems(released, current);

        assertThat(problems).anySatisfy(found -> assertThat(found).contains(problem));
    }

    @Test
    void findsARemovedChoiceOfASealedType() {
        JsonNode released = SchemaFiles.released("outcome.v1.json");
        ObjectNode current = released.deepCopy();
        ((ArrayNode) current.get("oneOf")).remove(3);

        assertThat(Compatibility.problems(released, current))
                .containsExactly(" has no more the choice {\"$ref\":\"#/$defs/TimedOut\"}");
    }

    @Test
    void letsANewFieldPassThatMayBeLeftOut() {
        JsonNode released = SchemaFiles.released("task.v1.json");
        ObjectNode current = released.deepCopy();
        properties(current).putObject("mood").put("type", "string");

        assertThat(Compatibility.problems(released, current)).isEmpty();
    }
}

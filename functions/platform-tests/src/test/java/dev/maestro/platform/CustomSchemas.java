package dev.maestro.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Schemas of custom resources, closed to fields that they do not know. They come from the projects that define them and
 * are not kept here: they lie in a folder beside the repository, or where {@code maestro.crds} says.
 */
final class CustomSchemas {

    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7, builder -> {});

    private final Map<String, Schema> schemas = new TreeMap<>();

    private CustomSchemas(List<Path> files) {
        for (Path file : files) {
            for (JsonNode definition : Manifests.documents(file)) {
                if (Bundle.kind(definition).equals("CustomResourceDefinition")) {
                    add(definition);
                }
            }
        }
    }

    /** Where the definitions are looked for. */
    static Path folder() {
        return Path.of(System.getProperty(
                "maestro.crds", Tool.ROOT.resolveSibling("shared/crds").toString()));
    }

    /** Those of the folder; empty when there is none. */
    static Optional<CustomSchemas> read() {
        if (!Files.isDirectory(folder())) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(folder())) {
            return Optional.of(
                    new CustomSchemas(files.filter(file -> file.toString().endsWith(".yaml"))
                            .sorted()
                            .toList()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The schema of a document's kind and version. */
    Optional<Schema> of(JsonNode document) {
        return Optional.ofNullable(schemas.get(key(document.path("apiVersion").asText(), Bundle.kind(document))));
    }

    /** What is wrong with a document. */
    static List<String> errors(Schema schema, JsonNode document) {
        return schema.validate(document).stream().map(Error::toString).toList();
    }

    private void add(JsonNode definition) {
        JsonNode spec = definition.path("spec");
        String kind = spec.path("names").path("kind").asText();
        for (JsonNode version : spec.path("versions")) {
            JsonNode schema = version.path("schema").path("openAPIV3Schema");
            if (!schema.path("properties").isObject()) {
                continue; // says nothing about its fields
            }
            ObjectNode root = schema.deepCopy();
            close(root);
            ObjectNode properties = (ObjectNode) root.path("properties");
            properties.putObject("metadata").put("type", "object");
            properties.putObject("apiVersion").put("type", "string");
            properties.putObject("kind").put("type", "string");
            schemas.put(
                    key(spec.path("group").asText() + "/" + version.path("name").asText(), kind),
                    REGISTRY.getSchema(root));
        }
    }

    private static String key(String apiVersion, String kind) {
        return apiVersion + " " + kind;
    }

    private static void close(JsonNode node) {
        if (node instanceof ArrayNode) {
            node.forEach(CustomSchemas::close);
            return;
        }
        if (!(node instanceof ObjectNode object)) {
            return;
        }
        object.remove(List.of("format", "default", "nullable", "x-kubernetes-validations", "pattern"));
        if (object.path("x-kubernetes-int-or-string").asBoolean()) {
            object.removeAll();
            object.putArray("type").add("string").add("integer");
            return;
        }
        if (object.path("properties").isObject()
                && !object.path("x-kubernetes-preserve-unknown-fields").asBoolean()
                && !object.has("additionalProperties")) {
            object.put("additionalProperties", false);
        }
        object.path("properties").forEach(CustomSchemas::close);
        close(object.path("items"));
        close(object.path("additionalProperties"));
    }
}

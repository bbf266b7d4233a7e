package dev.maestro.core.registry;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.maestro.schema.registry.RegistryDocument;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Reads registry files, in YAML or JSON, and names all that is wrong with them. Thread-safe.
 *
 * <p>The shape comes from the JSON Schemas of registry-schema, so that a file which passes here passes any validator,
 * and defaults are those of the schemas.
 */
public final class RegistryLoader {

    /** Class path name of the registry of the embedded experts. */
    public static final String EMBEDDED = "/dev/maestro/registries/embedded.yaml";

    /** Class path name of the registry of the paper's ensemble. */
    public static final String PAPER = "/dev/maestro/registries/maestro-paper.yaml";

    /** Class path name of what extends {@link #PAPER} to the paper's extended registry. */
    public static final String PAPER_EXTENDED = "/dev/maestro/registries/maestro-paper-extended.yaml";

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .build();

    private RegistryLoader() {}

    /**
     * What is wrong with a file, errors and warnings, by line.
     *
     * @param source file name, for the messages
     */
    public static List<RegistryProblem> validate(String source, byte[] bytes) {
        try {
            return load(source, bytes).warnings();
        } catch (RegistryException e) {
            return e.problems();
        }
    }

    /**
     * A registry that can be used.
     *
     * @param document valid, defaults filled in
     * @param warnings what people should hear of all the same
     */
    public record Loaded(RegistryDocument document, List<RegistryProblem> warnings) {

        /** The snapshot of the document. */
        public RegistrySnapshot snapshot() {
            return RegistryLoader.snapshot(document);
        }
    }

    /**
     * Reads a file.
     *
     * @param source file name, for the messages
     * @throws RegistryException with every problem, warnings included, when there is an error
     */
    public static Loaded load(String source, byte[] bytes) {
        List<RegistryProblem> problems = new ArrayList<>();
        RegistryText text = new RegistryParser(source, problems).parse(bytes);
        new SchemaCheck(text, problems).run();
        new ReferenceCheck(text, problems).run();
        return loaded(text, problems);
    }

    /**
     * Reads a file that extends another registry: an entry with the id of one there replaces it, others are added,
     * rules come after those there.
     *
     * @param base what it extends
     * @param source file name, for the messages
     * @return base and file together
     * @throws RegistryException with every problem when the file or the whole has an error
     */
    public static Loaded extend(RegistryDocument base, String source, byte[] bytes) {
        List<RegistryProblem> problems = new ArrayList<>();
        RegistryText text = new RegistryParser(source, problems).parse(bytes);
        new SchemaCheck(text, problems).run();
        if (!problems.isEmpty()) {
            throw new RegistryException(sorted(problems));
        }
        return check(RegistryMerge.of(base, document(text.root())), source);
    }

    /**
     * Checks a document that was made, not read.
     *
     * @param source how messages call it
     * @throws RegistryException with every problem when there is an error
     */
    public static Loaded check(RegistryDocument document, String source) {
        List<RegistryProblem> problems = new ArrayList<>();
        RegistryText text = new RegistryText(source, MAPPER.valueToTree(document), Map.of());
        new SchemaCheck(text, problems).run();
        new ReferenceCheck(text, problems).run();
        return loaded(text, problems);
    }

    private static Loaded loaded(RegistryText text, List<RegistryProblem> problems) {
        List<RegistryProblem> sorted = sorted(problems);
        if (sorted.stream().anyMatch(problem -> !problem.warning())) {
            throw new RegistryException(sorted);
        }
        return new Loaded(document(text.root()), sorted);
    }

    private static List<RegistryProblem> sorted(List<RegistryProblem> problems) {
        return problems.stream()
                .sorted(Comparator.comparingInt(RegistryProblem::line))
                .toList();
    }

    private static RegistryDocument document(JsonNode root) {
        try {
            return MAPPER.treeToValue(root, RegistryDocument.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a registry passed its schema and does not fit its record", e);
        }
    }

    /** The registry of the embedded experts. */
    public static RegistryDocument embedded() {
        try (InputStream stream = RegistryDocument.class.getResourceAsStream(EMBEDDED)) {
            if (stream == null) {
                throw new IllegalStateException("the registry " + EMBEDDED + " is missing from the class path");
            }
            return load("embedded.yaml", stream.readAllBytes()).document();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The snapshot of a valid document. */
    public static RegistrySnapshot snapshot(RegistryDocument document) {
        return new RegistrySnapshot(digest(document), document);
    }

    /** The bytes under whose digest a document is stored: JSON, fields in the order of the records, no spaces. */
    public static byte[] bytes(RegistryDocument document) {
        try {
            return MAPPER.writeValueAsBytes(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a registry document cannot be written as JSON", e);
        }
    }

    /** {@code sha256:<hex>} of {@link #bytes}. */
    public static String digest(RegistryDocument document) {
        return Digest.of(bytes(document));
    }
}

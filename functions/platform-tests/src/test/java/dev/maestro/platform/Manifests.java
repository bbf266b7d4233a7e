package dev.maestro.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The overlays of k8s/, rendered by kubectl or kustomize. */
final class Manifests {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_CHARACTERS = 16_000_000;
    private static final int MOST_ALIASES = 1000;

    private static final Path OVERLAYS = Tool.ROOT.resolve("k8s/overlays");
    private static final Map<String, Bundle> RENDERED = new ConcurrentHashMap<>();

    private Manifests() {}

    /** Names of all overlays. */
    static List<String> overlays() {
        try (Stream<Path> folders = Files.list(OVERLAYS)) {
            return folders.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All documents of an overlay. Skips the test when there is no program that renders. */
    static Bundle render(String overlay) {
        Path tool = Tool.need("kustomize", "kubectl");
        return RENDERED.computeIfAbsent(overlay, name -> render(tool, OVERLAYS.resolve(name)));
    }

    private static Bundle render(Path tool, Path folder) {
        String verb = tool.getFileName().toString().equals("kubectl") ? "kustomize" : "build";
        try {
            Tool.Said said = Tool.run(Tool.ROOT, Map.of(), List.of(tool.toString(), verb, folder.toString()));
            if (said.exitCode() != 0) {
                throw new AssertionError(folder + " does not render: " + said.output());
            }
            return Bundle.of(parse(said.output()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** The documents of a YAML file. */
    static List<JsonNode> documents(Path file) {
        try {
            return parse(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With anchors and merges resolved, which the YAML parser of Jackson leaves alone. */
    static List<JsonNode> parse(String yaml) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MOST_CHARACTERS);
        options.setMaxAliasesForCollections(MOST_ALIASES);
        List<JsonNode> documents = new ArrayList<>();
        for (Object document : new Yaml(new SafeConstructor(options)).loadAll(yaml)) {
            if (document != null) {
                documents.add(JSON.valueToTree(document));
            }
        }
        return documents;
    }
}

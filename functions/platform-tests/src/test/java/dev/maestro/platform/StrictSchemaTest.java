package dev.maestro.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every document of every overlay fits the schema of its kind, and has no field that the schema does not know. */
class StrictSchemaTest {

    private static final Optional<CustomSchemas> CUSTOM = CustomSchemas.read();

    private final ModelWalk models = new ModelWalk();

    @Test
    void theSchemasOfCustomResourcesAreThere() {
        if (CUSTOM.isEmpty()) {
            abort("needs the custom resource definitions in " + CustomSchemas.folder()
                    + ", or where -Dmaestro.crds says; k8s/README.md says which");
        }
    }

    @TestFactory
    Stream<DynamicTest> everyKindOfEveryOverlayFits() {
        return Manifests.overlays().stream().flatMap(overlay -> tests(overlay, Manifests.render(overlay)));
    }

    private Stream<DynamicTest> tests(String overlay, Bundle bundle) {
        Map<String, List<JsonNode>> kinds = new TreeMap<>();
        for (JsonNode document : bundle.documents()) {
            String key = document.path("apiVersion").asText() + " " + Bundle.kind(document);
            kinds.computeIfAbsent(key, ignored -> new ArrayList<>()).add(document);
        }
        return kinds.entrySet().stream()
                .map(kind -> dynamicTest(overlay + ": " + kind.getKey(), () -> check(kind.getKey(), kind.getValue())));
    }

    private void check(String kind, List<JsonNode> documents) throws JsonProcessingException {
        List<String> errors = new ArrayList<>();
        for (JsonNode document : documents) {
            Optional<List<String>> own = errors(document);
            if (own.isEmpty()) {
                abort("no schema for " + kind + ", " + documents.size() + " documents");
            }
            own.orElseThrow().forEach(error -> errors.add(Bundle.name(document) + " " + error));
        }
        assertThat(errors).isEmpty();
    }

    private Optional<List<String>> errors(JsonNode document) throws JsonProcessingException {
        Optional<Schema> custom = CUSTOM.flatMap(schemas -> schemas.of(document));
        Optional<List<String>> model = models.errors(document);
        if (custom.isEmpty()) {
            return model;
        }
        List<String> errors = new ArrayList<>(CustomSchemas.errors(custom.orElseThrow(), document));
        model.ifPresent(errors::addAll);
        return Optional.of(errors);
    }

    @TestFactory
    Stream<DynamicTest> aPlantedMistakeIsFound() {
        return Fixture.read("typos.yaml").stream()
                .map(fixture -> dynamicTest(fixture.name(), () -> {
                    Bundle whole = Manifests.render(fixture.overlay());
                    JsonNode target = fixture.target(whole);
                    if (CUSTOM.isEmpty() && models.errors(target).isEmpty()) {
                        abort("no schema for " + Bundle.kind(target));
                    }
                    assertThat(errors(target).orElseThrow()).isEmpty();

                    JsonNode broken = fixture.applied(target);

                    assertThat(errors(broken).orElseThrow()).isNotEmpty();
                }));
    }
}

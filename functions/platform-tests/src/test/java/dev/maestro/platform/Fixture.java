package dev.maestro.platform;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.zjsonpatch.JsonPatch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A mistake that a check must find: a change (RFC 6902) to one document of an overlay.
 *
 * @param name what is wrong with it; for a rule, its name
 * @param overlay that has the document
 * @param kind of the document
 * @param document its name
 * @param patch the change
 */
record Fixture(String name, String overlay, String kind, String document, JsonNode patch) {

    /** Those of a file of the test resources. */
    static List<Fixture> read(String resource) {
        List<Fixture> fixtures = new ArrayList<>();
        Path file = Path.of("src", "test", "resources", resource);
        for (JsonNode each : Manifests.documents(file).getFirst()) {
            fixtures.add(new Fixture(
                    each.path("name").asText(),
                    each.path("overlay").asText(),
                    each.path("kind").asText(),
                    each.path("document").asText(),
                    each.path("patch")));
        }
        return fixtures;
    }

    /** The document as it is. */
    JsonNode target(Bundle bundle) {
        return bundle.documents().stream()
                .filter(this::isTarget)
                .findFirst()
                .orElseThrow(() ->
                        new AssertionError(overlay + " has no " + kind + "/" + document + " for the fixture " + name));
    }

    /** The document with the mistake. */
    JsonNode applied(JsonNode target) {
        return JsonPatch.apply(patch, target);
    }

    /** The overlay with the mistake. */
    Bundle applied(Bundle bundle) {
        target(bundle);
        return Bundle.of(bundle.documents().stream()
                .map(each -> isTarget(each) ? applied(each) : each)
                .toList());
    }

    private boolean isTarget(JsonNode each) {
        String ownKind = Bundle.isKnative(each) ? "KnativeService" : Bundle.kind(each);
        // Names of generated ConfigMaps end in a hash.
        String ownName =
                kind.equals("ConfigMap") ? Bundle.name(each).replaceFirst("-[a-z0-9]{10}$", "") : Bundle.name(each);
        return ownKind.equals(kind) && ownName.equals(document);
    }
}

package dev.maestro.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Documents that are applied together. */
record Bundle(List<JsonNode> documents) {

    /** A pod that some document makes, wherever in it the template stands. */
    record Pod(String owner, String namespace, JsonNode template, JsonNode spec) {

        List<JsonNode> containers() {
            List<JsonNode> all = new ArrayList<>();
            spec.path("containers").forEach(all::add);
            spec.path("initContainers").forEach(all::add);
            return all;
        }

        Map<String, String> labels() {
            return texts(template.path("metadata").path("labels"));
        }

        boolean endsByItself() {
            return owner.startsWith("ScaledJob/") || owner.startsWith("RayJob/") || owner.startsWith("Job/");
        }

        boolean isPushedTo() {
            return owner.startsWith("KnativeService/");
        }
    }

    static Bundle of(List<JsonNode> documents) {
        return new Bundle(List.copyOf(documents));
    }

    static String kind(JsonNode document) {
        return document.path("kind").asText();
    }

    static String name(JsonNode document) {
        return document.path("metadata").path("name").asText();
    }

    static String namespace(JsonNode document) {
        return document.path("metadata").path("namespace").asText();
    }

    static boolean isKnative(JsonNode document) {
        return document.path("apiVersion").asText().startsWith("serving.knative.dev/");
    }

    /** Documents of a kind; a Knative Service is not a Service. */
    List<JsonNode> all(String kind) {
        return documents.stream()
                .filter(document -> kind(document).equals(kind) && !(kind.equals("Service") && isKnative(document)))
                .toList();
    }

    List<JsonNode> knativeServices() {
        return documents.stream().filter(Bundle::isKnative).toList();
    }

    Optional<JsonNode> find(String kind, String namespace, String name) {
        return all(kind).stream()
                .filter(document ->
                        name(document).equals(name) && namespace(document).equals(namespace))
                .findFirst();
    }

    /** Every pod template. */
    List<Pod> pods() {
        List<Pod> pods = new ArrayList<>();
        for (JsonNode document : documents) {
            JsonNode spec = document.path("spec");
            switch (kind(document)) {
                case "Deployment", "StatefulSet", "Job", "DaemonSet" -> add(pods, document, "", spec.path("template"));
                case "Service" -> {
                    if (isKnative(document)) {
                        add(pods, document, "Knative", spec.path("template"));
                    }
                }
                case "ScaledJob" ->
                    add(pods, document, "", spec.path("jobTargetRef").path("template"));
                case "RayJob" -> {
                    JsonNode cluster = spec.path("rayClusterSpec");
                    add(pods, document, "", cluster.path("headGroupSpec").path("template"));
                    cluster.path("workerGroupSpecs").forEach(group -> add(pods, document, "", group.path("template")));
                }
                default -> {
                    // Strimzi makes its pods itself; KafkaRules looks at what it is told about them.
                }
            }
        }
        return pods;
    }

    private static void add(List<Pod> pods, JsonNode document, String prefix, JsonNode template) {
        pods.add(new Pod(
                prefix + kind(document) + "/" + name(document), namespace(document), template, template.path("spec")));
    }

    static Stream<JsonNode> each(JsonNode array) {
        return array instanceof MissingNode ? Stream.empty() : StreamSupport.stream(array.spliterator(), false);
    }

    static Map<String, String> texts(JsonNode object) {
        Map<String, String> result = new TreeMap<>();
        object.properties()
                .forEach(entry -> result.put(entry.getKey(), entry.getValue().asText()));
        return result;
    }

    static boolean contains(JsonNode array, String text) {
        return each(array).anyMatch(item -> item.asText().equals(text));
    }
}

package dev.maestro.platform;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.platform.Bundle.Pod;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where functions keep their objects and publish models, and whose tokens the gateway takes. */
final class PlaceRules {

    private static final String FLOW = "maestro-flow";
    private static final String TOKENS = "maestro-oidc";

    private PlaceRules() {}

    static List<Rule> all() {
        return List.of(
                Rule.of("objects-have-one-place", PlaceRules::objects),
                Rule.of("published-models-are-served", PlaceRules::models),
                Rule.of("tokens-can-be-checked", PlaceRules::tokens));
    }

    private static void objects(Bundle bundle, List<String> found) {
        JsonNode flow = generated(bundle, FLOW).orElseThrow();
        boolean bucket = flow.path("data").has("MAESTRO_OBJECTS_BUCKET");
        for (Pod pod : bundle.pods()) {
            boolean function = pod.containers().stream().anyMatch(container -> takes(container, Bundle.name(flow)));
            if (!function) {
                continue;
            }
            boolean writes = pod.containers().stream()
                    .flatMap(container -> Bundle.each(container.path("volumeMounts")))
                    .anyMatch(mount -> mount.path("name").asText().equals("objects")
                            && !mount.path("readOnly").asBoolean());
            if (bucket && writes) {
                found.add(pod.owner() + " must not write to a volume of objects: they are in a bucket");
            }
            if (!bucket && !writes) {
                found.add(pod.owner() + " must mount the volume of objects: there is no bucket");
            }
            if (bucket && !mayLeave(bundle, pod, "maestro", 443)) {
                found.add(pod.owner() + " must be let out to the bucket, on port 443");
            }
        }
    }

    /** What promote and evaluate publish lies where a model server has its repository: in a bucket, or in a folder. */
    private static void models(Bundle bundle, List<String> found) {
        Map<String, String> flow =
                Bundle.texts(generated(bundle, FLOW).orElseThrow().path("data"));
        String folder = flow.get("MAESTRO_MODEL_SERVER_REPOSITORY");
        String bucket = flow.get("MAESTRO_MODEL_SERVER_REPOSITORY_BUCKET");
        if ((folder == null) == (bucket == null)) {
            found.add("versions must be published to a folder or to a bucket: " + FLOW + " names "
                    + (folder == null ? "neither" : "both"));
            return;
        }
        Set<String> served = bundle.pods().stream()
                .filter(pod -> pod.namespace().equals("maestro-serving"))
                .flatMap(pod -> volumes(bundle, pod, mount -> true))
                .collect(Collectors.toSet());
        if (bucket != null) {
            if (!served.contains(bucket)) {
                found.add("no model server has the bucket " + bucket + " mounted");
            }
            return;
        }
        for (Pod pod : bundle.pods()) {
            if (!Set.of("StatefulSet/promote", "ScaledJob/evaluate").contains(pod.owner())) {
                continue;
            }
            boolean shared =
                    volumes(bundle, pod, mount -> isWritten(mount, folder)).anyMatch(served::contains);
            if (!shared) {
                found.add(pod.owner() + " must write to " + folder + " what a model server has mounted, too");
            }
        }
    }

    private static boolean isWritten(JsonNode mount, String folder) {
        return mount.path("mountPath").asText().equals(folder)
                && !mount.path("readOnly").asBoolean();
    }

    /** Where the persistent volumes are that a pod has mounted: a path of the node, or a bucket. */
    private static Stream<String> volumes(Bundle bundle, Pod pod, Predicate<JsonNode> mounted) {
        Set<String> names = pod.containers().stream()
                .flatMap(container -> Bundle.each(container.path("volumeMounts")))
                .filter(mounted)
                .map(mount -> mount.path("name").asText())
                .collect(Collectors.toSet());
        return Bundle.each(pod.spec().path("volumes"))
                .filter(volume -> names.contains(volume.path("name").asText()))
                .map(volume ->
                        volume.path("persistentVolumeClaim").path("claimName").asText())
                .flatMap(claim -> bundle.all("PersistentVolume").stream()
                        .map(each -> each.path("spec"))
                        .filter(spec -> spec.at("/claimRef/name").asText().equals(claim)
                                && spec.at("/claimRef/namespace").asText().equals(pod.namespace())))
                .map(spec -> spec.at("/hostPath/path").asText()
                        + spec.at("/csi/volumeAttributes/bucketName").asText());
    }

    private static void tokens(Bundle bundle, List<String> found) {
        Optional<JsonNode> tokens = generated(bundle, TOKENS);
        if (tokens.isEmpty()) {
            return;
        }
        Map<String, String> said = Bundle.texts(tokens.get().path("data"));
        if (!said.getOrDefault("MAESTRO_GATEWAY_OIDC_ISSUER", "").startsWith("https://")) {
            found.add("the issuer of tokens must be an https:// address");
        }
        for (String needed : List.of("MAESTRO_GATEWAY_OIDC_AUDIENCE", "MAESTRO_GATEWAY_OIDC_TENANTS")) {
            if (said.getOrDefault(needed, "").isBlank()) {
                found.add(needed + " must be set, or a token for anything else would do");
            }
        }
        for (Pod pod : bundle.pods()) {
            if (!pod.owner().equals("Deployment/gateway")) {
                continue;
            }
            if (pod.containers().stream().noneMatch(each -> takes(each, Bundle.name(tokens.get())))) {
                found.add(pod.owner() + " must be told the issuer of tokens");
            }
            if (!mayLeave(bundle, pod, "maestro", 443)) {
                found.add(pod.owner() + " must be let out to the issuer, on port 443");
            }
        }
        boolean issuer = bundle.find("NetworkPolicy", "maestro", "allow-issuer")
                .map(policy -> policy.path("spec").path("podSelector").path("matchLabels"))
                .filter(labels -> labels.path("app.kubernetes.io/name").asText().equals("gateway"))
                .isPresent();
        if (!issuer) {
            found.add("only the gateway must be let out to the issuer");
        }
    }

    /** A ConfigMap of a generator, whose name ends in a hash. */
    private static Optional<JsonNode> generated(Bundle bundle, String name) {
        return bundle.all("ConfigMap").stream()
                .filter(map -> Bundle.name(map).matches(name + "(-[a-z0-9]{10})?"))
                .findFirst();
    }

    private static boolean takes(JsonNode container, String configMap) {
        return Bundle.each(container.path("envFrom"))
                .anyMatch(
                        from -> from.path("configMapRef").path("name").asText().equals(configMap));
    }

    private static boolean mayLeave(Bundle bundle, Pod pod, String namespace, int port) {
        return bundle.all("NetworkPolicy").stream()
                .filter(policy -> Bundle.namespace(policy).equals(namespace))
                .filter(policy -> selects(policy.path("spec").path("podSelector"), pod.labels()))
                .flatMap(policy -> Bundle.each(policy.path("spec").path("egress")))
                .flatMap(rule -> rule.path("to").isEmpty() ? Stream.empty() : Bundle.each(rule.path("ports")))
                .anyMatch(each -> each.path("port").asInt() == port);
    }

    private static boolean selects(JsonNode selector, Map<String, String> labels) {
        return selector.has("matchLabels")
                && labels.entrySet()
                        .containsAll(Bundle.texts(selector.path("matchLabels")).entrySet());
    }
}

package dev.maestro.platform;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.platform.Bundle.Pod;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What every pod must be: the restricted pod security standard and more. */
final class PodRules {

    private static final Set<String> POOLS = Set.of("gpu-serving", "gpu-training");
    private static final String GPU = "nvidia.com/gpu";

    private PodRules() {}

    static List<Rule> all() {
        return List.of(
                Rule.ofPods("pods-are-restricted", PodRules::restricted),
                Rule.ofPods("root-file-systems-are-read-only", PodRules::readOnly),
                Rule.ofPods("no-folder-is-made-by-root", PodRules::nested),
                Rule.ofPods("images-are-pinned", PodRules::pinned),
                Rule.ofPods("no-token-in-the-pod", PodRules::noToken),
                Rule.ofPods("no-service-links", PodRules::noLinks),
                Rule.ofPods("resources-are-bounded", PodRules::bounded),
                Rule.ofPods("long-running-pods-are-probed", PodRules::probed),
                Rule.ofPods("gpus-are-asked-for-rightly", PodRules::gpu),
                Rule.ofPods("triton-is-explicit-and-mutual", PodRules::triton),
                Rule.ofPods("no-secret-in-clear", PodRules::noSecretInClear));
    }

    private static void restricted(Pod pod, List<String> found) {
        JsonNode context = pod.spec().path("securityContext");
        if (!context.path("runAsNonRoot").asBoolean()
                || context.path("runAsUser").asInt() == 0) {
            found.add("securityContext must have runAsNonRoot: true and a runAsUser other than 0");
        }
        if (!context.path("seccompProfile").path("type").asText().equals("RuntimeDefault")) {
            found.add("securityContext must have seccompProfile RuntimeDefault");
        }
        for (String host : List.of("hostNetwork", "hostPID", "hostIPC")) {
            if (pod.spec().path(host).asBoolean()) {
                found.add(host + " must not be set");
            }
        }
        for (JsonNode volume : pod.spec().path("volumes")) {
            if (volume.has("hostPath")) {
                found.add("volume " + volume.path("name").asText() + " must not be a hostPath");
            }
        }
        for (JsonNode container : pod.containers()) {
            JsonNode own = container.path("securityContext");
            if (own.path("allowPrivilegeEscalation").asBoolean(true)
                    || own.path("privileged").asBoolean()) {
                found.add("a container must have allowPrivilegeEscalation: false and not be privileged");
            }
            if (!Bundle.contains(own.path("capabilities").path("drop"), "ALL")
                    || own.path("capabilities").has("add")) {
                found.add("a container must drop ALL capabilities and add none");
            }
        }
    }

    private static void readOnly(Pod pod, List<String> found) {
        for (JsonNode container : pod.containers()) {
            if (!container
                    .path("securityContext")
                    .path("readOnlyRootFilesystem")
                    .asBoolean()) {
                found.add("readOnlyRootFilesystem must be true; give it an emptyDir for what it writes");
            }
        }
    }

    /** A folder between two mounts is made as root, and the container could write nothing else to it. */
    private static void nested(Pod pod, List<String> found) {
        for (JsonNode container : pod.containers()) {
            for (JsonNode outer : container.path("volumeMounts")) {
                String above = outer.path("mountPath").asText() + "/";
                for (JsonNode inner : container.path("volumeMounts")) {
                    String path = inner.path("mountPath").asText();
                    if (path.startsWith(above) && path.indexOf('/', above.length()) >= 0) {
                        found.add(path + " must lie in " + above + " itself: what is between would belong to root");
                    }
                }
            }
        }
    }

    private static void pinned(Pod pod, List<String> found) {
        for (JsonNode container : pod.containers()) {
            String image = container.path("image").asText();
            String last = image.substring(image.lastIndexOf('/') + 1);
            boolean digest = image.contains("@sha256:");
            boolean tag = last.contains(":") && !last.endsWith(":latest");
            if (!digest && !tag) {
                found.add("image " + image + " must have a digest, or a tag other than latest");
            }
        }
    }

    private static void noToken(Pod pod, List<String> found) {
        if (pod.spec().path("automountServiceAccountToken").asBoolean(true)) {
            found.add("automountServiceAccountToken must be false: nothing of ours talks to the API server");
        }
    }

    private static void noLinks(Pod pod, List<String> found) {
        if (pod.spec().path("enableServiceLinks").asBoolean(true)) {
            found.add("enableServiceLinks must be false: MAESTRO_KAFKA_..._SERVICE_HOST would be read as a setting");
        }
    }

    private static void bounded(Pod pod, List<String> found) {
        for (JsonNode container : pod.containers()) {
            JsonNode resources = container.path("resources");
            if (!resources.path("requests").has("cpu")
                    || !resources.path("requests").has("memory")
                    || !resources.path("limits").has("memory")) {
                found.add("a container must request cpu and memory and limit memory");
            }
        }
        for (JsonNode volume : pod.spec().path("volumes")) {
            if (volume.has("emptyDir") && !volume.path("emptyDir").has("sizeLimit")) {
                found.add("emptyDir " + volume.path("name").asText() + " must have a sizeLimit");
            }
        }
    }

    private static void probed(Pod pod, List<String> found) {
        if (pod.endsByItself()) {
            return;
        }
        for (JsonNode container : pod.containers()) {
            for (String probe : List.of("readinessProbe", "livenessProbe")) {
                if (!container.has(probe)) {
                    found.add("a container must have a " + probe);
                }
            }
        }
    }

    private static void gpu(Pod pod, List<String> found) {
        for (JsonNode container : pod.containers()) {
            for (String part : List.of("requests", "limits")) {
                container.path("resources").path(part).properties().forEach(entry -> {
                    if (entry.getKey().contains("gpu") && !entry.getKey().equals(GPU)) {
                        found.add(entry.getKey() + " is no resource; it is " + GPU);
                    }
                });
            }
            JsonNode wanted = container.path("resources").path("requests").path(GPU);
            JsonNode limit = container.path("resources").path("limits").path(GPU);
            if (wanted.isMissingNode() && limit.isMissingNode()) {
                continue;
            }
            if (!wanted.equals(limit)) {
                found.add(GPU + " must be requested and limited alike");
            }
            if (!POOLS.contains(
                    pod.spec().path("nodeSelector").path("maestro.io/pool").asText())) {
                found.add("a pod with a GPU must select maestro.io/pool in " + POOLS);
            }
            boolean tolerates = Bundle.each(pod.spec().path("tolerations"))
                    .anyMatch(each -> each.path("key").asText().equals(GPU)
                            && each.path("effect").asText().equals("NoSchedule"));
            if (!tolerates) {
                found.add("a pod with a GPU must tolerate the taint " + GPU);
            }
        }
    }

    private static void triton(Pod pod, List<String> found) {
        if (!"triton".equals(pod.labels().get("maestro.io/role"))) {
            return;
        }
        JsonNode container = pod.spec().path("containers").path(0);
        List<String> words = new ArrayList<>();
        container.path("command").forEach(word -> words.add(word.asText()));
        container.path("args").forEach(word -> words.add(word.asText()));
        for (String needed : List.of(
                "--model-control-mode=explicit",
                "--grpc-use-ssl=true",
                "--grpc-use-ssl-mutual=true",
                "--strict-readiness=true",
                "--exit-on-error=false")) {
            if (!words.contains(needed)) {
                found.add("Triton must be started with " + needed);
            }
        }
        if (words.contains("--load-model=*") || words.stream().noneMatch(word -> word.startsWith("--load-model="))) {
            found.add("Triton must be told by name which models to load");
        }
    }

    private static void noSecretInClear(Pod pod, List<String> found) {
        for (JsonNode container : pod.containers()) {
            for (JsonNode variable : container.path("env")) {
                String name = variable.path("name").asText();
                boolean secret = name.matches(".*(PASSWORD|TOKEN|SECRET|API_KEYS?|CREDENTIALS?)$");
                if (secret && variable.has("value")) {
                    found.add(name + " must come from a secret, not stand in the manifest");
                }
            }
        }
    }
}

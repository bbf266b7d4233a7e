package dev.maestro.platform;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.platform.Bundle.Pod;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What is named must be there. */
final class WiringRules {

    /** Secrets that people or operators make; k8s/README.md lists them. */
    private static final Set<String> SECRETS_FROM_ELSEWHERE = Set.of("maestro-api-keys", "maestro-cluster-ca-cert");

    private WiringRules() {}

    static List<Rule> all() {
        return List.of(
                Rule.of("references-resolve", WiringRules::references),
                Rule.of("services-reach-pods", WiringRules::services),
                Rule.of("probes-and-ports-agree", WiringRules::probes),
                Rule.of("scalers-wake-from-zero", WiringRules::scalers),
                Rule.of("disruptions-are-bounded", WiringRules::disruptions),
                Rule.of("events-have-a-way", WiringRules::eventing),
                Rule.of("secrets-hold-nothing", WiringRules::secrets),
                Rule.of("nothing-is-left-to-set", WiringRules::placeholders));
    }

    private static void references(Bundle bundle, List<String> found) {
        Set<String> secrets = new TreeSet<>(SECRETS_FROM_ELSEWHERE);
        bundle.all("Certificate")
                .forEach(
                        each -> secrets.add(each.path("spec").path("secretName").asText()));
        bundle.all("KafkaUser").forEach(each -> secrets.add(Bundle.name(each)));
        for (Pod pod : bundle.pods()) {
            String account = pod.spec().path("serviceAccountName").asText();
            if (bundle.find("ServiceAccount", pod.namespace(), account).isEmpty()) {
                found.add(pod.owner() + ": there is no service account '" + account + "'");
            }
            List<JsonNode> configMaps = new ArrayList<>();
            List<JsonNode> wanted = new ArrayList<>();
            for (JsonNode volume : pod.spec().path("volumes")) {
                volume.findValues("configMap").forEach(configMaps::add);
                JsonNode secret = volume.path("secret");
                if (secret.has("secretName")) {
                    wanted.add(secret.path("secretName"));
                }
                JsonNode claim = volume.path("persistentVolumeClaim").path("claimName");
                if (!claim.isMissingNode()
                        && bundle.find("PersistentVolumeClaim", pod.namespace(), claim.asText())
                                .isEmpty()) {
                    found.add(pod.owner() + ": there is no volume claim '" + claim.asText() + "'");
                }
            }
            for (JsonNode container : pod.containers()) {
                container.findValues("configMapRef").forEach(configMaps::add);
                container.findValues("configMapKeyRef").forEach(configMaps::add);
                container.findValues("secretKeyRef").forEach(each -> wanted.add(each.path("name")));
            }
            for (JsonNode each : configMaps) {
                String name = each.path("name").asText();
                if (bundle.find("ConfigMap", pod.namespace(), name).isEmpty()) {
                    found.add(pod.owner() + ": there is no ConfigMap '" + name + "'");
                }
            }
            for (JsonNode each : wanted) {
                if (!secrets.contains(each.asText())) {
                    found.add(pod.owner() + ": nobody makes the secret '" + each.asText() + "'");
                }
            }
        }
    }

    private static boolean selects(JsonNode selector, Pod pod) {
        Map<String, String> labels = pod.labels();
        Map<String, String> wanted = Bundle.texts(selector);
        return !wanted.isEmpty() && labels.entrySet().containsAll(wanted.entrySet());
    }

    private static void services(Bundle bundle, List<String> found) {
        for (JsonNode service : bundle.all("Service")) {
            List<Pod> pods = bundle.pods().stream()
                    .filter(pod -> pod.namespace().equals(Bundle.namespace(service))
                            && selects(service.path("spec").path("selector"), pod))
                    .toList();
            if (pods.isEmpty()) {
                found.add("Service/" + Bundle.name(service) + " selects no pod");
            }
            for (JsonNode port : service.path("spec").path("ports")) {
                String target = port.path("targetPort").asText();
                if (!pods.isEmpty() && pods.stream().noneMatch(pod -> opens(pod, target))) {
                    found.add("Service/" + Bundle.name(service) + " sends to port '" + target + "', which no pod has");
                }
            }
        }
    }

    private static boolean opens(Pod pod, String port) {
        return pod.containers().stream()
                .flatMap(container -> Bundle.each(container.path("ports")))
                .anyMatch(each -> each.path("name").asText().equals(port)
                        || each.path("containerPort").asText().equals(port));
    }

    private static void probes(Bundle bundle, List<String> found) {
        for (Pod pod : bundle.pods()) {
            for (JsonNode container : pod.containers()) {
                for (String probe : List.of("startupProbe", "readinessProbe", "livenessProbe")) {
                    JsonNode check = container.path(probe);
                    JsonNode port = check.path(check.has("httpGet") ? "httpGet" : "tcpSocket")
                            .path("port");
                    if (container.has(probe) && !opens(pod, port.asText())) {
                        found.add(pod.owner() + ": " + probe + " asks port '" + port.asText() + "', which is not open");
                    }
                }
            }
        }
    }

    private static void scalers(Bundle bundle, List<String> found) {
        for (JsonNode scaler : bundle.all("ScaledObject")) {
            String name = "ScaledObject/" + Bundle.name(scaler);
            JsonNode spec = scaler.path("spec");
            JsonNode target = spec.path("scaleTargetRef");
            if (bundle.find(
                            target.path("kind").asText(),
                            Bundle.namespace(scaler),
                            target.path("name").asText())
                    .isEmpty()) {
                found.add(name + " scales " + target.path("name").asText() + ", which is not there");
            }
            if (!spec.has("minReplicaCount") || !spec.has("maxReplicaCount") || !spec.has("fallback")) {
                found.add(name + " must say minReplicaCount, maxReplicaCount and fallback");
            }
            login(bundle, scaler, name, found);
            for (JsonNode trigger : spec.path("triggers")) {
                JsonNode activation = trigger.path("metadata").path("activationLagThreshold");
                if (!activation.asText().equals("0")) {
                    found.add(name + " must wake at the first event: activationLagThreshold \"0\"");
                }
            }
        }
        bundle.all("ScaledJob").forEach(job -> login(bundle, job, "ScaledJob/" + Bundle.name(job), found));
    }

    private static void login(Bundle bundle, JsonNode scaler, String name, List<String> found) {
        for (JsonNode trigger : scaler.path("spec").path("triggers")) {
            String reference = trigger.path("authenticationRef").path("name").asText();
            if (bundle.find("TriggerAuthentication", Bundle.namespace(scaler), reference)
                    .isEmpty()) {
                found.add(name + " must log in by a TriggerAuthentication that is there, not '" + reference + "'");
            }
            if (!trigger.path("metadata").path("tls").asText().equals("enable")) {
                found.add(name + " must use TLS");
            }
        }
    }

    private static void disruptions(Bundle bundle, List<String> found) {
        for (Pod pod : bundle.pods()) {
            boolean ours = List.of("api", "consumer", "triton", "tools")
                    .contains(pod.labels().getOrDefault("maestro.io/role", ""));
            boolean bounded = bundle.all("PodDisruptionBudget").stream()
                    .anyMatch(budget -> Bundle.namespace(budget).equals(pod.namespace())
                            && selects(budget.path("spec").path("selector").path("matchLabels"), pod));
            if (ours && !bounded) {
                found.add(pod.owner() + " has no PodDisruptionBudget");
            }
        }
    }

    private static void eventing(Bundle bundle, List<String> found) {
        Set<String> services = new TreeSet<>();
        bundle.knativeServices().forEach(service -> {
            services.add(Bundle.name(service));
            if (!service.path("metadata")
                    .path("labels")
                    .path("networking.knative.dev/visibility")
                    .asText()
                    .equals("cluster-local")) {
                found.add("Knative Service/" + Bundle.name(service) + " must be cluster-local");
            }
        });
        for (JsonNode source : bundle.all("KafkaSource")) {
            String sink =
                    source.path("spec").path("sink").path("ref").path("name").asText();
            if (!services.contains(sink)) {
                found.add("KafkaSource/" + Bundle.name(source) + " sends to '" + sink + "', which is not there");
            }
        }
        for (JsonNode trigger : bundle.all("Trigger")) {
            String broker = trigger.path("spec").path("broker").asText();
            if (bundle.find("Broker", Bundle.namespace(trigger), broker).isEmpty()) {
                found.add("Trigger/" + Bundle.name(trigger) + " names the broker '" + broker + "', which is not there");
            }
            String sink = trigger.path("spec")
                    .path("subscriber")
                    .path("ref")
                    .path("name")
                    .asText();
            if (!services.contains(sink)) {
                found.add("Trigger/" + Bundle.name(trigger) + " sends to '" + sink + "', which is not there");
            }
        }
    }

    private static void secrets(Bundle bundle, List<String> found) {
        for (JsonNode secret : bundle.all("Secret")) {
            if (secret.has("data") || secret.has("stringData")) {
                found.add("Secret/" + Bundle.name(secret) + " must not stand in git with its data");
            }
        }
    }

    private static void placeholders(Bundle bundle, List<String> found) {
        for (JsonNode document : bundle.documents()) {
            if (document.toString().contains("set-by-the-overlay")
                    || document.toString().contains("10.255.255.0/24")) {
                found.add(Bundle.kind(document) + "/" + Bundle.name(document) + " still has a place-holder");
            }
        }
    }
}

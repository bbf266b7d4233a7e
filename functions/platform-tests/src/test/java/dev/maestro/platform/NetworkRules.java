package dev.maestro.platform;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Who may talk to whom. */
final class NetworkRules {

    private static final Set<String> CALLERS_OF_MODELS = Set.of("decide", "invoke", "evaluate", "promote");

    private NetworkRules() {}

    static List<Rule> all() {
        return List.of(
                Rule.of("namespaces-enforce-restricted", NetworkRules::namespaces),
                Rule.of("nothing-is-allowed-by-default", NetworkRules::defaultDeny),
                Rule.of("no-policy-lets-everybody-in", NetworkRules::ingress),
                Rule.of("the-way-out-is-narrow", NetworkRules::egress),
                Rule.of("only-callers-reach-models", NetworkRules::models),
                Rule.of("users-see-only-the-api", NetworkRules::users));
    }

    private static void namespaces(Bundle bundle, List<String> found) {
        for (JsonNode namespace : bundle.all("Namespace")) {
            String level = namespace
                    .path("metadata")
                    .path("labels")
                    .path("pod-security.kubernetes.io/enforce")
                    .asText();
            if (!level.equals("restricted")) {
                found.add("Namespace/" + Bundle.name(namespace)
                        + " must have pod-security.kubernetes.io/enforce: restricted");
            }
        }
    }

    private static void defaultDeny(Bundle bundle, List<String> found) {
        Set<String> inUse = new TreeSet<>();
        bundle.pods().forEach(pod -> inUse.add(pod.namespace()));
        for (String namespace : inUse) {
            boolean denied = bundle.all("NetworkPolicy").stream()
                    .anyMatch(policy -> Bundle.namespace(policy).equals(namespace)
                            && policy.path("spec").path("podSelector").isEmpty()
                            && policy.path("spec").path("policyTypes").size() == 2
                            && !policy.path("spec").has("ingress")
                            && !policy.path("spec").has("egress"));
            if (!denied) {
                found.add("namespace " + namespace + " must have a policy that denies all, in and out");
            }
        }
    }

    private static void ingress(Bundle bundle, List<String> found) {
        for (JsonNode policy : bundle.all("NetworkPolicy")) {
            for (JsonNode rule : policy.path("spec").path("ingress")) {
                boolean anybody = rule.path("from").isEmpty()
                        || Bundle.each(rule.path("from"))
                                .anyMatch(peer -> peer.path("ipBlock")
                                                .path("cidr")
                                                .asText()
                                                .endsWith("/0")
                                        || (peer.has("namespaceSelector")
                                                && peer.path("namespaceSelector")
                                                        .isEmpty()));
                if (anybody) {
                    found.add("NetworkPolicy/" + Bundle.name(policy) + " must name who may come in");
                }
            }
        }
    }

    private static void egress(Bundle bundle, List<String> found) {
        for (JsonNode policy : bundle.all("NetworkPolicy")) {
            String name = "NetworkPolicy/" + Bundle.name(policy);
            for (JsonNode rule : policy.path("spec").path("egress")) {
                boolean anywhere = rule.path("to").isEmpty()
                        || Bundle.each(rule.path("to")).anyMatch(NetworkRules::isOpenBlock);
                if (anywhere && rule.path("ports").isEmpty()) {
                    found.add(name + " must name the ports of what lies outside");
                }
            }
        }
    }

    private static boolean isOpenBlock(JsonNode peer) {
        JsonNode block = peer.path("ipBlock");
        return block.path("cidr").asText().equals("0.0.0.0/0")
                && !Bundle.contains(block.path("except"), "169.254.0.0/16");
    }

    private static void models(Bundle bundle, List<String> found) {
        for (JsonNode policy : bundle.all("NetworkPolicy")) {
            if (!Bundle.namespace(policy).equals("maestro-serving")) {
                continue;
            }
            for (JsonNode rule : policy.path("spec").path("ingress")) {
                boolean inference = Bundle.each(rule.path("ports"))
                        .anyMatch(port -> port.path("port").asText().equals("8001"));
                boolean http = Bundle.each(rule.path("ports"))
                        .anyMatch(port -> port.path("port").asText().equals("8000"));
                if (http || rule.path("ports").isEmpty()) {
                    found.add("NetworkPolicy/" + Bundle.name(policy) + " must not open Triton's HTTP port");
                }
                if (inference) {
                    Bundle.each(rule.path("from")).forEach(peer -> callers(policy, peer, found));
                }
            }
        }
    }

    private static void callers(JsonNode policy, JsonNode peer, List<String> found) {
        Set<String> names = new TreeSet<>();
        peer.path("podSelector")
                .path("matchExpressions")
                .forEach(expression -> expression.path("values").forEach(value -> names.add(value.asText())));
        if (names.isEmpty() || !CALLERS_OF_MODELS.containsAll(names)) {
            found.add("NetworkPolicy/" + Bundle.name(policy) + " must let only " + CALLERS_OF_MODELS
                    + " call models, not " + names);
        }
    }

    private static void users(Bundle bundle, List<String> found) {
        for (JsonNode ingress : bundle.all("Ingress")) {
            ingress.findValues("paths")
                    .forEach(paths -> paths.forEach(path -> {
                        String route = path.path("path").asText();
                        if (!route.equals("/v1") && !route.equals("/q/openapi")) {
                            found.add("Ingress/" + Bundle.name(ingress) + " must not show " + route);
                        }
                    }));
        }
    }
}

package dev.maestro.platform;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Kafka in the cluster: encrypted, logged in, nobody may more than needed. */
final class KafkaRules {

    private KafkaRules() {}

    static List<Rule> all() {
        return List.of(
                Rule.of("kafka-is-encrypted-and-logged-in", KafkaRules::listeners),
                Rule.of("no-topic-by-accident", KafkaRules::topics),
                Rule.of("no-wildcard-in-an-acl", KafkaRules::wildcards),
                Rule.of("only-reward-reads-references", KafkaRules::references));
    }

    private static void listeners(Bundle bundle, List<String> found) {
        for (JsonNode kafka : bundle.all("Kafka")) {
            JsonNode spec = kafka.path("spec").path("kafka");
            for (JsonNode listener : spec.path("listeners")) {
                if (!listener.path("tls").asBoolean() || !listener.has("authentication")) {
                    found.add("listener " + listener.path("name").asText() + " must have tls and authentication");
                }
                if (!listener.path("type").asText().equals("internal")) {
                    found.add("listener " + listener.path("name").asText() + " must be internal");
                }
            }
            if (!spec.path("authorization").path("type").asText().equals("simple")) {
                found.add("Kafka must have authorization of type simple");
            }
        }
        for (JsonNode user : bundle.all("KafkaUser")) {
            if (!user.path("spec").path("authentication").path("type").asText().equals("tls")) {
                found.add("KafkaUser/" + Bundle.name(user) + " must log in with a certificate");
            }
        }
        for (JsonNode source : bundle.all("KafkaSource")) {
            JsonNode tls = source.path("spec").path("net").path("tls");
            if (!tls.path("enable").asBoolean() || !tls.has("cert")) {
                found.add("KafkaSource/" + Bundle.name(source) + " must log in with a certificate");
            }
        }
        for (JsonNode map : bundle.all("ConfigMap")) {
            String protocol = map.path("data").path("KAFKA_SECURITY_PROTOCOL").asText("SSL");
            if (!protocol.equals("SSL") && !protocol.equals("SASL_SSL")) {
                found.add("ConfigMap/" + Bundle.name(map) + ": KAFKA_SECURITY_PROTOCOL must be SSL or SASL_SSL");
            }
        }
    }

    private static void topics(Bundle bundle, List<String> found) {
        for (JsonNode kafka : bundle.all("Kafka")) {
            JsonNode config = kafka.path("spec").path("kafka").path("config");
            if (config.path("auto.create.topics.enable").asBoolean(true)) {
                found.add("auto.create.topics.enable must be false");
            }
        }
    }

    private static void wildcards(Bundle bundle, List<String> found) {
        for (JsonNode user : bundle.all("KafkaUser")) {
            for (JsonNode acl : user.path("spec").path("authorization").path("acls")) {
                JsonNode resource = acl.path("resource");
                String name = resource.path("name").asText();
                boolean prefix = resource.path("patternType").asText().equals("prefix");
                boolean onlyDescribes =
                        acl.path("operations").size() == 1 && Bundle.contains(acl.path("operations"), "Describe");
                if (name.equals("*") || Bundle.contains(acl.path("operations"), "All")) {
                    found.add("KafkaUser/" + Bundle.name(user) + " must name what it may do, and to what");
                }
                if (prefix && resource.path("type").asText().equals("topic") && !onlyDescribes) {
                    found.add("KafkaUser/" + Bundle.name(user) + " must name the topics it reads and writes");
                }
            }
        }
    }

    private static void references(Bundle bundle, List<String> found) {
        for (JsonNode user : bundle.all("KafkaUser")) {
            for (JsonNode acl : user.path("spec").path("authorization").path("acls")) {
                boolean reads = acl.path("resource").path("name").asText().startsWith("maestro.task-reference.")
                        && Bundle.contains(acl.path("operations"), "Read");
                if (reads && !Bundle.name(user).equals("reward")) {
                    found.add("KafkaUser/" + Bundle.name(user) + " must not read reference answers");
                }
            }
        }
    }
}

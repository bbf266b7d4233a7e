package dev.maestro.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.security.sasl.Sasl;
import javax.security.sasl.SaslClient;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.msk.auth.iam.IAMClientCallbackHandler;
import software.amazon.msk.auth.iam.IAMLoginModule;

/** The login to MSK that {@code k8s/components/kafka-msk/kafka.env} sets, up to what goes to the broker. */
class MskLoginTest {

    private static final Path SETTINGS = Path.of("../../k8s/components/kafka-msk/kafka.env");
    private static final String BROKER = "b-1.events.abc123.c2.kafka.eu-central-1.amazonaws.com";
    private static final String MECHANISM = "AWS_MSK_IAM";

    @BeforeEach
    void giveCredentials() {
        System.setProperty("aws.accessKeyId", "AKIDEXAMPLE");
        System.setProperty("aws.secretAccessKey", "not-a-secret");
    }

    @AfterEach
    void takeThemAway() {
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
    }

    /** As Quarkus makes {@code kafka.sasl.mechanism} of {@code KAFKA_SASL_MECHANISM}. */
    private static Map<String, Object> settings() throws IOException {
        Map<String, Object> settings = new HashMap<>();
        for (String line : Files.readAllLines(SETTINGS)) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                String name = line.substring("KAFKA_".length(), equals);
                settings.put(name.toLowerCase(Locale.ROOT).replace('_', '.'), line.substring(equals + 1));
            }
        }
        settings.put("bootstrap.servers", "127.0.0.1:1");
        return settings;
    }

    @Test
    void isFoundByClientsOfKafka() throws IOException {
        try (var producer = new KafkaProducer<>(settings(), new ByteArraySerializer(), new ByteArraySerializer())) {
            assertThat(producer.metrics()).isNotEmpty();
        }
    }

    @Test
    void signsARequestToConnectForTheBrokersRegion() throws Exception {
        assertThat(settings()).containsEntry("sasl.mechanism", MECHANISM);
        IAMClientCallbackHandler credentials = new IAMClientCallbackHandler();
        credentials.configure(Map.of(), MECHANISM, List.of());
        Class.forName(IAMLoginModule.class.getName()); // registers the mechanism
        SaslClient client =
                Sasl.createSaslClient(new String[] {MECHANISM}, null, "kafka", BROKER, Map.of(), credentials);

        JsonNode first = new ObjectMapper().readTree(client.evaluateChallenge(new byte[0]));

        assertThat(first.path("action").asText()).isEqualTo("kafka-cluster:Connect");
        assertThat(first.path("host").asText()).isEqualTo(BROKER);
        assertThat(first.path("x-amz-credential").asText())
                .startsWith("AKIDEXAMPLE/")
                .contains("/eu-central-1/kafka-cluster/");
        assertThat(first.path("x-amz-signature").asText()).matches("[0-9a-f]{64}");
    }
}

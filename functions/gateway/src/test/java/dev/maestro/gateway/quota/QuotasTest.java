package dev.maestro.gateway.quota;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.gateway.RecordingPublisher;
import dev.maestro.gateway.WithoutBroker;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(QuotasTest.WithLimits.class)
class QuotasTest {

    public static final class WithLimits extends WithoutBroker {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "maestro.api-keys", "acme:acme-key, beta:beta-key, gamma:gamma-key",
                    "maestro.gateway.tenants.acme.questions-per-minute", "2",
                    "maestro.gateway.tenants.\"*\".questions-per-minute", "1");
        }
    }

    @Inject
    RecordingPublisher publisher;

    @BeforeEach
    void clear() {
        publisher.events().clear();
    }

    @Test
    void letsEachTenantAskAsOftenAsItMay() {
        assertThat(ask("acme-key").statusCode()).isEqualTo(202);
        assertThat(ask("acme-key").statusCode()).isEqualTo(202);
        Response third = ask("acme-key");
        Response other = ask("beta-key");
        Response otherAgain = ask("beta-key");

        assertThat(third.statusCode()).isEqualTo(429);
        assertThat(third.jsonPath().getString("code")).isEqualTo("rate-limit");
        assertThat(third.jsonPath().getString("detail")).contains("2 questions a minute");
        assertThat(Integer.parseInt(third.header("Retry-After"))).isBetween(1, 31);
        assertThat(other.statusCode()).isEqualTo(202);
        assertThat(otherAgain.statusCode()).isEqualTo(429);
        assertThat(publisher.events()).hasSize(3);
    }

    @Test
    void saysSoToOpenAisClientsInTheirForm() {
        given().header("Authorization", "Bearer gamma-key")
                .body("{\"question\": \"x\"}")
                .contentType("application/json")
                .post("/v1/questions")
                .then()
                .statusCode(202);

        Response refused = given().header("Authorization", "Bearer gamma-key")
                .body("{\"model\": \"maestro\", \"messages\": [{\"role\": \"user\", \"content\": \"x\"}]}")
                .contentType("application/json")
                .post("/v1/chat/completions");

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.jsonPath().getString("error.type")).isEqualTo("rate_limit_error");
        assertThat(refused.jsonPath().getString("error.code")).isEqualTo("rate_limit_exceeded");
        assertThat(refused.header("Retry-After")).isNotNull();
    }

    private static Response ask(String key) {
        return given().header("X-API-Key", key)
                .body("{\"question\": \"x\"}")
                .contentType("application/json")
                .post("/v1/questions");
    }
}

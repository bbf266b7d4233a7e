package dev.maestro.gateway.tenant;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maestro.gateway.RecordingPublisher;
import dev.maestro.gateway.WithoutBroker;
import dev.maestro.schema.event.TaskSubmitted;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(ApiKeysTest.WithKeys.class)
class ApiKeysTest {

    public static final class WithKeys extends WithoutBroker {
        @Override
        public Map<String, String> getConfigOverrides() {
            // The hash is that of the word "secret".
            return Map.of(
                    "maestro.gateway.api-keys",
                    "acme:2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b",
                    "maestro.api-keys",
                    "plain-key, beta:beta-key");
        }
    }

    @Inject
    RecordingPublisher publisher;

    @Test
    @Tag("C47")
    void asksForAKey() {
        Response response = given().get("/v1/episodes/e-mgw2k3d5hqz4xgayb7ncrvhj2s");

        response.then().statusCode(401).contentType("application/problem+json");
        assertThat(response.jsonPath().getString("code")).isEqualTo("no-key");
        assertThat(response.jsonPath().getString("detail")).contains("Authorization: Bearer KEY");
        assertThat(response.header("WWW-Authenticate")).isEqualTo("Bearer");
    }

    @Test
    void refusesAnUnknownKey() {
        Response response = given().header("X-API-Key", "secret2").get("/v1/episodes/e-mgw2k3d5hqz4xgayb7ncrvhj2s");

        response.then().statusCode(401);
        assertThat(response.jsonPath().getString("code")).isEqualTo("unknown-key");
    }

    @Test
    void findsTheTenantOfAKey() {
        assertThat(tenantOf("Authorization", "Bearer secret")).isEqualTo("acme");
        assertThat(tenantOf("X-API-Key", "plain-key")).isEqualTo("default");
        assertThat(tenantOf("X-API-Key", "beta-key")).isEqualTo("beta");
    }

    @Test
    void leavesHealthOpen() {
        given().get("/q/health/live").then().statusCode(200);
    }

    @Test
    void startsOpenToOthersOnlyWithAKey() {
        assertThatThrownBy(() -> Admittance.check("0.0.0.0", true))
                .hasMessageContaining("open to everyone on 0.0.0.0: set MAESTRO_API_KEYS");
        assertThatCode(() -> Admittance.check("0.0.0.0", false)).doesNotThrowAnyException();
        assertThatCode(() -> Admittance.check("127.0.0.1", true)).doesNotThrowAnyException();
    }

    private String tenantOf(String header, String value) {
        publisher.events().clear();
        given().header(header, value)
                .body("{\"question\": \"x\"}")
                .contentType("application/json")
                .post("/v1/questions")
                .then()
                .statusCode(202);
        return ((TaskSubmitted) publisher.events().getFirst()).tenant();
    }
}

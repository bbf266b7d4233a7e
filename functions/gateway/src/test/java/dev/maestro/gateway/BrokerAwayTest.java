package dev.maestro.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class BrokerAwayTest {

    @Test
    void saysThatTheBrokerIsAwayWhetherOrNotTheClientWouldWait() {
        for (String query : List.of("", "?wait=60")) {
            Response response = given().body("{\"question\": \"x\"}")
                    .contentType("application/json")
                    .post("/v1/questions" + query);

            response.then().statusCode(503).contentType("application/problem+json");
            assertThat(response.jsonPath().getString("code")).isEqualTo("broker-unavailable");
            assertThat(response.jsonPath().getString("detail")).contains("was not accepted");
            assertThat(response.header("Retry-After")).isEqualTo("5");
        }
    }

    @Test
    void isAliveButNotReadyAndSaysWhatIsMissing() {
        given().get("/q/health/live").then().statusCode(200);

        Response ready = given().get("/q/health/ready");

        ready.then().statusCode(503);
        assertThat(ready.asString())
                .contains("start the broker, or set kafka.bootstrap.servers", "127.0.0.1:1")
                .contains("start the model server, or set maestro.model-server.target");
    }

    @Test
    void documentsEveryAddressWithExamples() {
        Response document = given().accept(ContentType.JSON).get("/q/openapi?format=json");

        document.then().statusCode(200);
        assertThat(document.jsonPath().getMap("paths"))
                .containsOnlyKeys(
                        "/v1/chat/completions",
                        "/v1/models",
                        "/v1/models/{model}",
                        "/v1/questions",
                        "/v1/images",
                        "/v1/episodes/{episodeId}",
                        "/v1/episodes/{episodeId}/events",
                        "/v1/episodes/{episodeId}/feedback");
        String text = document.asString();
        assertThat(text)
                .contains("application/problem+json", "multipart/form-data", "Idempotency-Key", "with an image")
                .contains("\"costWeight\"", "\"maxSteps\"", "\"digest\"", "\"observation\"");
    }
}

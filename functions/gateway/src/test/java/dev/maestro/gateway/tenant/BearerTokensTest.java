package dev.maestro.gateway.tenant;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.gateway.RecordingPublisher;
import dev.maestro.gateway.WithoutBroker;
import dev.maestro.schema.event.TaskSubmitted;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@TestProfile(BearerTokensTest.WithIssuer.class)
@Tag("C47")
class BearerTokensTest {

    public static final class WithIssuer extends WithoutBroker {
        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(TokenIssuer.class));
        }
    }

    TokenIssuer issuer;

    @Inject
    RecordingPublisher publisher;

    @BeforeEach
    void clear() {
        publisher.events().clear();
    }

    @AfterEach
    void back() {
        issuer.away(false);
    }

    @Test
    void findsTheTenantInAClaim() {
        String token = issuer.signed(claims("maestro", 60, "\"beta\""));

        ask(token).then().statusCode(202);

        assertThat(tenant()).isEqualTo("beta");
    }

    @Test
    void findsTheTenantThatStandsForOneOfAListOfGroups() {
        String token = issuer.signed(claims("maestro", 60, "[\"everyone\", \"staff\"]"));

        ask(token).then().statusCode(202);

        assertThat(tenant()).isEqualTo("gamma");
    }

    @Test
    void takesKeysToo() {
        Response response = ask("acme-key");

        assertThat(response.asString()).contains("\"accepted\"");

        assertThat(tenant()).isEqualTo("acme");
    }

    @Test
    void fetchesTheKeysOnceAndAgainForAKeyThatItDoesNotKnow() {
        issuer.rotate("before");
        ask(issuer.signed(claims("maestro", 60, "\"beta\""))).then().statusCode(202);
        int fetched = issuer.keysFetched();
        ask(issuer.signed(claims("maestro", 60, "\"beta\""))).then().statusCode(202);
        assertThat(issuer.keysFetched()).isEqualTo(fetched);

        issuer.rotate("after");
        ask(issuer.signed(claims("maestro", 60, "\"beta\""))).then().statusCode(202);

        assertThat(issuer.keysFetched()).isEqualTo(fetched + 1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            maestro | -60 | token-expired  | this token expired; get a new one from http://127.0.0.1:
            payroll |  60 | token-audience | made for another service; ask http://127.0.0.1:
            """)
    void saysWhatToDoAboutATokenThatIsNotGood(String audience, int seconds, String code, String detail) {
        assertRefused(ask(issuer.signed(claims(audience, seconds, "\"beta\""))), 401, code, detail);
    }

    @Test
    void refusesATokenOfAnotherIssuer() {
        String claims = claims("maestro", 60, "\"beta\"").replace(issuer.issuer(), "https://elsewhere.example");

        assertRefused(ask(issuer.signed(claims)), 401, "token-issuer", "this token is not of http://127.0.0.1:");
    }

    @Test
    void refusesATokenThatNeverExpires() {
        String claims = claims("maestro", 60, "\"beta\"").replace("\"exp\"", "\"expires\"");

        assertRefused(ask(issuer.signed(claims)), 401, "token-invalid", "never expires");
    }

    @Test
    void refusesSignaturesThatAnyoneCouldMake() {
        String claims = claims("maestro", 60, "\"beta\"");
        String signed = issuer.signed(claims);
        String changed =
                TokenIssuer.unsigned(claims("maestro", 600, "\"beta\"")).split("\\.", -1)[1];

        for (String forged : List.of(
                TokenIssuer.unsigned(claims),
                issuer.signedWithThePublicKey(claims),
                signed.split("\\.", -1)[0] + "." + changed + "." + signed.split("\\.", -1)[2],
                issuer.signed(claims, "no-such-key"))) {
            assertRefused(ask(forged), 401, "token-invalid", "was not made by a key of http://127.0.0.1:");
        }
    }

    @Test
    void refusesATenantThatItDoesNotKnow() {
        assertRefused(
                ask(issuer.signed(claims("maestro", 60, "\"omega\""))),
                403,
                "unknown-tenant",
                "names no tenant of this gateway; ask who runs it to add one to maestro.gateway.oidc.tenants");
        assertRefused(
                ask(issuer.signed(claims("maestro", 60, "\"beta\"").replace("\"tenant\"", "\"other\""))),
                403,
                "unknown-tenant",
                "the token has no claim 'tenant'");
    }

    @Test
    void saysThatTheIssuerIsAwayAndComesInWhenItIsBack() {
        issuer.rotate("while-away");
        issuer.away(true);
        String token = issuer.signed(claims("maestro", 60, "\"beta\""));

        Response whileAway = ask(token);
        issuer.away(false);
        Response back = ask(token);

        assertThat(whileAway.statusCode()).isEqualTo(503);
        assertThat(whileAway.jsonPath().getString("code")).isEqualTo("issuer-unavailable");
        assertThat(whileAway.header("Retry-After")).isEqualTo("5");
        assertThat(back.statusCode()).isEqualTo(202);
    }

    @Test
    void namesBothWaysInToWhoHasNone() {
        Response response = given().get("/v1/episodes/e-mgw2k3d5hqz4xgayb7ncrvhj2s");

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.jsonPath().getString("detail"))
                .contains("X-API-Key: KEY", "or a token of http://127.0.0.1:", "for the audience maestro");
    }

    @Test
    void tellsOpenAisClientsInTheirForm() {
        Response response = given().header(
                        "Authorization", "Bearer " + issuer.signed(claims("payroll", 60, "\"beta\"")))
                .body("{\"model\": \"maestro\", \"messages\": [{\"role\": \"user\", \"content\": \"x\"}]}")
                .contentType("application/json")
                .post("/v1/chat/completions");

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.jsonPath().getString("error.type")).isEqualTo("authentication_error");
        assertThat(response.jsonPath().getString("error.code")).isEqualTo("token_audience");
    }

    private String claims(String audience, int secondsLeft, String tenant) {
        return """
                {"iss": "%s", "aud": "%s", "exp": %d, "tenant": %s}""".formatted(issuer.issuer(), audience, Instant.now().getEpochSecond() + secondsLeft, tenant);
    }

    private static Response ask(String credential) {
        return given().header("Authorization", "Bearer " + credential)
                .body("{\"question\": \"x\"}")
                .contentType("application/json")
                .post("/v1/questions");
    }

    private String tenant() {
        return ((TaskSubmitted) publisher.events().getFirst()).tenant();
    }

    private void assertRefused(Response response, int status, String code, String detail) {
        assertThat(response.asString()).contains("\"code\":\"" + code + "\"");
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.jsonPath().getString("detail")).contains(detail).doesNotContain("jose4j", "Exception");
        if (status == 401) {
            assertThat(response.header("WWW-Authenticate")).contains("error=\"invalid_token\"");
        }
        assertThat(publisher.events()).isEmpty();
    }
}

package dev.maestro.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@TestProfile(WithoutBroker.class)
class BadInputTest {

    @Inject
    RecordingPublisher publisher;

    @Inject
    InMemoryObjectStore objects;

    @BeforeEach
    void clear() {
        publisher.events().clear();
    }

    @AfterEach
    void refusedMeansThatNothingWasPublished() {
        publisher.hang(false);
        objects.full(false);
        assertThat(publisher.events()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"question": "  "}                                        | 400 | empty-question     | write what you want to know
            {}                                                        | 400 | empty-question     | write what you want to know
            []                                                        | 400 | bad-json           | no JSON object
            {"question": "x", "colour": 1}                            | 400 | unknown-field      | no field 'colour'; known are choices, images
            {"question": "x", "settings": {"maxSteps": 1}}            | 400 | unknown-field      | no field 'maxSteps' in settings; known are ablation, budget
            {"question": "x", "settings": {"budget": {"steps": 1}}}   | 400 | unknown-field      | no field 'steps' in settings.budget
            {"question": "x", "settings": {"budget": {"maxSteps":0}}} | 400 | bad-value          | maxSteps must be 1 or more, was 0
            {"question": "x", "settings": {"rollouts": 0}}            | 400 | bad-value          | rollouts must be 1 or more, was 0
            {"question": "x", "settings": {"rollouts": 65}}           | 400 | bad-value          | at most 64
            {"question": "x", "settings": {"costWeight": "much"}}     | 400 | bad-value          | settings.costWeight must be a Double, was 'much'
            {"question": "x", "purpose": "play"}                      | 400 | bad-value          | one of serve, train, calibrate, evaluate
            {"question": "x", "question": "y"}                        | 400 | bad-json           | Duplicate
            {"question": "x", "settings": {"experts": ["gpt"]}}       | 400 | unknown-expert     | no expert 'gpt'; it has reader
            {"question": "x", "settings": {"skills": ["fly"]}}        | 400 | unknown-skill      | no skill 'fly'; it has read
            {"question": "x", "settings": {"policyId": "oracle"}}     | 400 | unknown-policy     | no policy 'oracle'; it has scripted
            {"question": "x", "images": [{"base64": "!!!"}]}          | 400 | bad-base64         | image 1 is not valid base64
            {"question": "x", "images": [{"digest": "sha256:12"}]}    | 400 | bad-digest         | 64 hex digits
            {"question": "x", "images": [{}]}                         | 400 | bad-value          | images[0] an image needs either digest or base64
            {"question": "x", "images": [{"base64": ""}]}             | 400 | image-empty        | image 1
            """)
    void saysWhatIsWrongWithTheBody(String body, int status, String code, String detail) {
        assertProblem(json(body).post("/v1/questions"), status, code, detail);
    }

    @Test
    void namesLineAndColumnOfBadJson() {
        Response response = json("{\n  \"question\": what,\n}").post("/v1/questions");

        assertProblem(response, 400, "bad-json", "at line 2, column");
        assertThat(response.jsonPath().getInt("line")).isEqualTo(2);
        assertThat(response.jsonPath().getInt("column")).isGreaterThan(10);
    }

    @Test
    void refusesAHugeQuestion() {
        String body = "{\"question\": \"" + "x".repeat(32_001) + "\"}";

        assertProblem(json(body).post("/v1/questions"), 413, "question-too-long", "at most 32,000 are accepted");
    }

    @Test
    @Tag("C47")
    void refusesFiftyImages() {
        RequestSpecification form = given().multiPart("question", "How many?");
        for (int i = 0; i < 50; i++) {
            form.multiPart("image", "page" + i + ".png", Pictures.png(), "image/png");
        }

        assertProblem(form.post("/v1/questions"), 400, "too-many-images", "50 images were sent, at most 16");
    }

    @Test
    void refusesATruncatedImageByItsNumber() {
        byte[] png = Pictures.png();
        Response response = given().multiPart("question", "What is it?")
                .multiPart("image", "whole.png", png, "image/png")
                .multiPart("image", "cut.png", Arrays.copyOf(png, png.length - 20), "image/png")
                .post("/v1/questions");

        assertProblem(response, 400, "image-truncated", "image 2: the file begins as image/png and stops after");
    }

    @Test
    void refusesAFileThatIsNoImage() {
        Response response = given().multiPart("question", "What is it?")
                .multiPart("image", "cat.png", "<html>not found</html>".getBytes(StandardCharsets.UTF_8), "image/png")
                .post("/v1/questions");

        assertProblem(response, 400, "image-unknown-format", "looks like a text or web page");
    }

    @Test
    @Tag("C47")
    void refusesABombOfAHundredMegapixels() {
        String bomb = Base64.getEncoder().encodeToString(Pictures.claiming(10_000, 10_000));

        assertProblem(
                json("{\"question\": \"x\", \"images\": [{\"base64\": \"" + bomb + "\"}]}")
                        .post("/v1/questions"),
                413,
                "image-too-many-pixels",
                "10,000 x 10,000 pixels, at most 64,000,000");
    }

    @Test
    void refusesAnImageOfTooManyBytes() {
        byte[] large = Arrays.copyOf(Pictures.png(), 20_000_001);

        assertProblem(
                given().body(large).contentType("image/png").post("/v1/images"),
                413,
                "image-too-many-bytes",
                "at most 20,000,000");
    }

    @Test
    void refusesADigestThatNothingIsStoredUnder() {
        String body = "{\"question\": \"x\", \"images\": [{\"digest\": \"sha256:" + "0".repeat(64) + "\"}]}";

        assertProblem(json(body).post("/v1/questions"), 400, "image-not-stored", "send the image to /v1/images first");
    }

    @Test
    void refusesAnAnnouncedBodyOverTheLimitBeforeItIsSent() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
            socket.setSoTimeout(10_000);
            String head = """
                    POST /v1/questions HTTP/1.1
                    Host: localhost
                    Content-Type: application/json
                    Content-Length: 67108865

                    """.replace("\n", "\r\n");
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));

            String reply = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(reply)
                    .startsWith("HTTP/1.1 413")
                    .contains("application/problem+json", "body-too-large", "67,108,864 bytes");
        }
    }

    @Test
    void refusesUnknownAndRepeatedFieldsOfAForm() {
        assertProblem(
                given().multiPart("question", "x").multiPart("picture", "y").post("/v1/questions"),
                400,
                "unknown-field",
                "no field 'picture'; known are choices, image");
        assertProblem(
                given().multiPart("question", "x").multiPart("question", "y").post("/v1/questions"),
                400,
                "repeated-field",
                "'question' may be given once");
        assertProblem(
                given().multiPart("question", "x")
                        .multiPart("settings", "{\"budget\":")
                        .post("/v1/questions"),
                400,
                "bad-json",
                "the field 'settings' is not valid JSON at line 1");
        assertProblem(
                given().multiPart("question", "x").multiPart("purpose", "play").post("/v1/questions"),
                400,
                "bad-value",
                "must be one of serve, train, calibrate, evaluate");
    }

    @Test
    void refusesOtherContentTypesAddressesMethodsAndWaits() {
        assertProblem(
                given().body("x").contentType("text/plain").post("/v1/questions"),
                415,
                "wrong-content-type",
                "application/json or multipart/form-data");
        assertProblem(given().get("/v1/nothing"), 404, "unknown-address", "see /q/openapi");
        assertProblem(given().delete("/v1/questions"), 405, "wrong-method", "see /q/openapi");
        assertProblem(json("{\"question\": \"x\"}").post("/v1/questions?wait=long"), 400, "bad-wait", "was 'long'");
        assertProblem(
                json("{\"question\": \"x\"}").header("Prefer", "wait=-1").post("/v1/questions"),
                400,
                "bad-wait",
                "was '-1'");
        assertProblem(
                json("{\"question\": \"x\"}").header("Idempotency-Key", "a b").post("/v1/questions"),
                400,
                "bad-idempotency-key",
                "a UUID will do");
    }

    @Test
    void refusesWebPagesOfElsewhere() {
        assertProblem(
                json("{\"question\": \"x\"}")
                        .header("Origin", "https://evil.example")
                        .post("/v1/questions"),
                403,
                "foreign-origin",
                "not web pages of elsewhere");
    }

    @Test
    void answersBeforeLongWhenTheBrokerIsAway() {
        publisher.hang(true);

        Response response = json("{\"question\": \"x\"}").post("/v1/questions");

        assertProblem(response, 503, "broker-unavailable", "with the same Idempotency-Key");
        assertThat(response.header("Retry-After")).isEqualTo("5");
    }

    @Test
    void saysThatTheDiskIsFull() {
        objects.full(true);

        Response response = json("{\"question\": \"x\"}").post("/v1/questions");

        assertProblem(response, 503, "object-store-unavailable", "No space left on device");
        assertThat(response.header("Retry-After")).isEqualTo("10");
    }

    @Test
    void knowsNoEpisodeThatWasNeverAskedFor() {
        assertProblem(given().get("/v1/episodes/e-mgw2k3d5hqz4xgayb7ncrvhj2s"), 404, "unknown-episode", "check the id");
        assertProblem(given().get("/v1/episodes/..%2F..%2Fetc"), 404, "unknown-episode", "26 letters and digits");
        assertProblem(
                given().get("/v1/episodes/e-mgw2k3d5hqz4xgayb7ncrvhj2s/events"),
                404,
                "unknown-episode",
                "check the id");
        assertProblem(
                json("{\"score\": 1}").post("/v1/episodes/e-mgw2k3d5hqz4xgayb7ncrvhj2s/feedback"),
                404,
                "unknown-episode",
                "check the id");
    }

    private static RequestSpecification json(String body) {
        return given().body(body).contentType("application/json");
    }

    private static void assertProblem(Response response, int status, String code, String detail) {
        ValidatableResponse then = response.then();
        assertThat(response.asString()).as("body").contains("\"code\":\"" + code + "\"");
        then.statusCode(status).contentType("application/problem+json");
        assertThat(response.jsonPath().getString("detail")).contains(detail).doesNotContain("Exception", "dev.maestro");
        assertThat(response.jsonPath().getString("type")).isEqualTo("urn:maestro:problem:" + code);
        assertThat(response.jsonPath().getInt("status")).isEqualTo(status);
        assertThat(response.jsonPath().getString("title")).isNotBlank();
    }
}

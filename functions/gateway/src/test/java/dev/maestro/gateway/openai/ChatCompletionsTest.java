package dev.maestro.gateway.openai;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.maestro.gateway.Pictures;
import dev.maestro.gateway.RecordingPublisher;
import dev.maestro.gateway.WithoutBroker;
import dev.maestro.gateway.submission.Question;
import dev.maestro.schema.wire.Budget;
import dev.maestro.schema.wire.Purpose;
import dev.maestro.schema.wire.Settings;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@TestProfile(ChatCompletionsTest.WithOrigin.class)
class ChatCompletionsTest {

    private static final HttpServer PICTURES = pictures();

    /** Follows links to the server of this test, and to no other. */
    public static final class WithOrigin extends WithoutBroker {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("maestro.gateway.image-origins", origin());
        }
    }

    @Inject
    RecordingPublisher publisher;

    @Inject
    ChatReader reader;

    private static HttpServer pictures() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/a.png", exchange -> {
                byte[] png = Pictures.png();
                exchange.sendResponseHeaders(200, png.length);
                exchange.getResponseBody().write(png);
                exchange.close();
            });
            server.createContext("/moved.png", exchange -> {
                exchange.getResponseHeaders().add("Location", "/a.png");
                exchange.sendResponseHeaders(302, -1);
                exchange.close();
            });
            return server;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String origin() {
        return "http://127.0.0.1:" + PICTURES.getAddress().getPort();
    }

    @BeforeAll
    static void serve() {
        PICTURES.start();
    }

    @AfterAll
    static void stop() {
        PICTURES.stop(0);
    }

    @BeforeEach
    void clear() {
        publisher.events().clear();
    }

    @Test
    void asksTheTextOfASingleMessageVerbatimWithItsImages() {
        String link = "data:image/png;base64," + Base64.getEncoder().encodeToString(Pictures.png());

        ChatRequest request = read("""
            {"model": "maestro", "messages": [{"role": "user", "content": [
              {"type": "text", "text": "What is the total?"},
              {"type": "image_url", "image_url": {"url": "%s", "detail": "high"}}]}]}""".formatted(link));

        Question question = request.question();
        assertThat(question.text()).isEqualTo("What is the total?");
        assertThat(question.purpose()).isEqualTo(Purpose.SERVE);
        assertThat(question.settings().policyId()).isNull();
        assertThat(question.images().getFirst().content()).isEqualTo(Pictures.png());
        assertThat(request.stream()).isFalse();
    }

    @Test
    void asksAConversationWithItsInstructionsTurnsAndNumberedImages() {
        String link = "data:image/png;base64," + Base64.getEncoder().encodeToString(Pictures.png());

        ChatRequest request = read("""
            {"model": "maestro/scripted", "messages": [
              {"role": "system", "content": "Answer in one word."},
              {"role": "user", "content": [
                {"type": "text", "text": "What is this?"}, {"type": "image_url", "image_url": {"url": "%s"}}]},
              {"role": "assistant", "content": "A receipt."},
              {"role": "user", "content": "And its currency?"}]}""".formatted(link));

        Question question = request.question();
        assertThat(question.text()).isEqualTo("""
            Instructions:
            Answer in one word.

            Conversation so far:
            User: What is this? [image 1]
            Assistant: A receipt.

            Question:
            And its currency?""");
        assertThat(question.images()).hasSize(1);
        assertThat(question.settings().policyId()).isEqualTo("scripted");
    }

    @Test
    void takesBudgetDeadlineNarrowingAndPurposeFromTheExtension() {
        ChatRequest request = read("""
            {"model": "maestro", "messages": [{"role": "user", "content": "x"}], "seed": 7, "temperature": 0.2,
             "stream": true, "stream_options": {"include_usage": true}, "tools": [], "user": "me",
             "maestro": {"budget": {"maxSteps": 2}, "deadlineMillis": 9000, "experts": ["lese"], "skills": ["read"],
                         "purpose": "evaluate", "costWeight": 0.5, "choices": ["a", "b"]}}""");

        Question question = request.question();
        Settings settings = question.settings();
        assertThat(question.purpose()).isEqualTo(Purpose.EVALUATE);
        assertThat(question.choices()).containsExactly("a", "b");
        assertThat(settings.seed()).isEqualTo(7);
        assertThat(settings.experts()).containsExactly("lese");
        assertThat(settings.skills()).containsExactly("read");
        assertThat(settings.costWeight()).isEqualTo(0.5);
        assertThat(settings.budget())
                .isEqualTo(new Budget(
                        2,
                        Budget.DEFAULT.maxCalls(),
                        Budget.DEFAULT.maxTokens(),
                        Budget.DEFAULT.maxCostMicroUsd(),
                        9000));
        assertThat(request.stream()).isTrue();
        assertThat(request.includeUsage()).isTrue();
        assertThat(request.ignored()).containsExactly("temperature", "user");
    }

    @Test
    void followsLinksToAllowedOriginsOnly() {
        ChatRequest allowed = read(linking(origin() + "/a.png"));
        Response moved = chat(linking(origin() + "/moved.png"));
        Response elsewhere = chat(linking("https://example.com/a.png"));
        Response file = chat(linking("file:///etc/passwd"));

        assertThat(allowed.question().images().getFirst().content()).isEqualTo(Pictures.png());
        assertThat(moved.jsonPath().getString("error.message")).contains("redirects are not followed");
        assertThat(elsewhere.statusCode()).isEqualTo(400);
        assertThat(elsewhere.jsonPath().getString("error.code")).isEqualTo("image_link_refused");
        assertThat(elsewhere.jsonPath().getString("error.param")).isEqualTo("messages[0].content[0].image_url");
        assertThat(elsewhere.jsonPath().getString("error.message")).contains("data:image/png;base64");
        assertThat(file.jsonPath().getString("error.code")).isEqualTo("bad_image_link");
    }

    private static String linking(String link) {
        return """
            {"model": "maestro", "messages": [{"role": "user", "content": [
              {"type": "image_url", "image_url": {"url": "%s"}}, {"type": "text", "text": "x"}]}]}""".formatted(link);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"n\": 2 | n | unsupported_parameter",
                "\"tools\": [{\"type\": \"function\"}] | tools | unsupported_parameter",
                "\"tool_choice\": \"required\" | tool_choice | unsupported_parameter",
                "\"response_format\": {\"type\": \"json_object\"} | response_format | unsupported_parameter",
                "\"stop\": [\"x\"] | stop | unsupported_parameter",
                "\"logprobs\": true | logprobs | unsupported_parameter",
                "\"modalities\": [\"audio\"] | modalities | unsupported_parameter",
                "\"stream\": \"yes\" | stream | bad_value",
                "\"seed\": 1.5 | seed | bad_value",
                "\"maestro\": 3 | maestro | bad_value",
                "\"messages\": [] | messages | bad_value",
                "\"messages\": [{\"role\": \"assistant\", \"content\": \"x\"}] | messages[0].role | bad_value",
                "\"messages\": [{\"role\": \"tool\", \"content\": \"x\"}] | messages[0].role | bad_value",
                "\"messages\": [{\"role\": \"user\", \"content\": 3}] | messages[0].content | bad_value",
                "\"messages\": [{\"role\": \"user\", \"content\": [{\"type\": \"file\"}]}] | messages[0].content[0].type"
                        + " | bad_value",
            })
    void refusesWhatItCannotHonour(String field, String param, String code) {
        String messages = field.startsWith("\"messages\"")
                ? field
                : field + ", \"messages\": [{\"role\": \"user\", \"content\": \"x\"}]";

        Response response = chat("{\"model\": \"maestro\", " + messages + "}");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.jsonPath().getString("error.param")).isEqualTo(param);
        assertThat(response.jsonPath().getString("error.code")).isEqualTo(code);
        assertThat(response.jsonPath().getString("error.type")).isEqualTo("invalid_request_error");
        assertThat(response.jsonPath().getString("error.message")).isNotBlank();
        assertThat(publisher.events()).isEmpty();
    }

    @Test
    void saysInOpenAisFormWhatIsWrong() {
        Response unknownModel =
                chat("{\"model\": \"gpt-5\", \"messages\": [{\"role\": \"user\", \"content\": \"x\"}]}");
        Response noJson = chat("{");
        Response unknownField = chat("""
            {"model": "maestro", "messages": [{"role": "user", "content": "x"}], "maestro": {"bugdet": {}}}""");
        Response unknownExpert = chat("""
            {"model": "maestro", "messages": [{"role": "user", "content": "x"}], "maestro": {"experts": ["nobody"]}}""");
        Response tooLong = chat("{\"model\": \"maestro\", \"messages\": [{\"role\": \"user\", \"content\": \""
                + "x".repeat(32_001) + "\"}]}");
        Response wrongMethod = given().get("/v1/chat/completions");

        assertThat(unknownModel.statusCode()).isEqualTo(404);
        assertThat(unknownModel.jsonPath().getString("error.code")).isEqualTo("model_not_found");
        assertThat(unknownModel.jsonPath().getString("error.message")).contains("maestro/scripted");
        assertThat(noJson.jsonPath().getString("error.message")).contains("line 1");
        assertThat(unknownField.jsonPath().getString("error.message")).contains("bugdet", "deadlineMillis");
        assertThat(unknownExpert.jsonPath().getString("error.message")).contains("'nobody'; it has reader");
        assertThat(tooLong.jsonPath().getString("error.code")).isEqualTo("context_length_exceeded");
        assertThat(wrongMethod.statusCode()).isEqualTo(405);
        assertThat(wrongMethod.jsonPath().getString("error.code")).isEqualTo("wrong_method");
        assertThat(publisher.events()).isEmpty();
    }

    @Test
    void listsTheEnsembleAndThePoliciesAsModels() {
        Response models = given().get("/v1/models");
        Response one = given().get("/v1/models/maestro/scripted");
        Response none = given().get("/v1/models/gpt-5");

        assertThat(models.jsonPath().getList("data.id", String.class)).containsExactly("maestro", "maestro/scripted");
        assertThat(one.jsonPath().getString("object")).isEqualTo("model");
        assertThat(one.jsonPath().getString("policyVersion")).isEqualTo("1");
        assertThat(none.statusCode()).isEqualTo(404);
        assertThat(none.jsonPath().getString("error.code")).isEqualTo("model_not_found");
    }

    private ChatRequest read(String body) {
        return reader.read("default", body.getBytes(StandardCharsets.UTF_8));
    }

    private static Response chat(String body) {
        return given().body(body).contentType("application/json").post("/v1/chat/completions");
    }
}

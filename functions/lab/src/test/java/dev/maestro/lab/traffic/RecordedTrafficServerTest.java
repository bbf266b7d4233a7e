package dev.maestro.lab.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.core.episode.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecordedTrafficServerTest {

    private static final Recording RECORDING = Recording.read("""
            {"models": ["large"],
             "exchanges": [
               {"question": "How  many?", "images": 2, "answer": "7", "inputTokens": 30, "outputTokens": 1},
               {"question": "How many?", "images": 0, "answer": "of what?", "inputTokens": 5, "outputTokens": 3}]}
            """.getBytes(StandardCharsets.UTF_8));

    private final HttpClient http = HttpClient.newHttpClient();
    private RecordedTrafficServer server;

    @BeforeEach
    void start() throws IOException {
        server = RecordedTrafficServer.start(RECORDING, 0, "key-1");
    }

    @AfterEach
    void stop() {
        server.close();
        http.close();
    }

    private CompletableFuture<HttpResponse<String>> ask(String model, String content, String key) {
        String body = "{\"model\":\"" + model + "\",\"messages\":[{\"role\":\"system\",\"content\":\"be brief\"},"
                + "{\"role\":\"user\",\"content\":" + content + "}]}";
        return http.sendAsync(
                HttpRequest.newBuilder(URI.create(server.url() + "/chat/completions"))
                        .header("Authorization", "Bearer " + key)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static String text(HttpResponse<String> response) throws IOException {
        return Json.mapper()
                .readTree(response.body())
                .path("choices")
                .path(0)
                .path("message")
                .path("content")
                .asText();
    }

    @Test
    void answersWhatWasRecordedForTheQuestionWithThatManyImages() throws Exception {
        String image = "{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,AA==\"}}";
        String parts = "[" + image + "," + image + ",{\"type\":\"text\",\"text\":\"How many?\"}]";

        HttpResponse<String> withImages = ask("large", parts, "key-1").get();
        HttpResponse<String> without = ask("large", "\"How many?\"", "key-1").get();

        assertThat(text(withImages)).isEqualTo("7");
        assertThat(text(without)).isEqualTo("of what?");
        JsonNode usage = Json.mapper().readTree(withImages.body()).path("usage");
        assertThat(usage.path("total_tokens").asInt()).isEqualTo(31);
    }

    @Test
    void refusesTheWrongKeyAnUnknownModelAndAnUnrecordedQuestion() throws Exception {
        assertThat(ask("large", "\"How many?\"", "key-2").get().statusCode()).isEqualTo(401);
        assertThat(ask("small", "\"How many?\"", "key-1").get().statusCode()).isEqualTo(404);
        assertThat(ask("large", "\"Why?\"", "key-1").get().statusCode()).isEqualTo(400);
    }

    @Test
    void listsItsModels() throws Exception {
        HttpResponse<String> response = http.send(
                HttpRequest.newBuilder(URI.create(server.url() + "/models")).build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(Json.mapper()
                        .readTree(response.body())
                        .path("data")
                        .path(0)
                        .path("id")
                        .asText())
                .isEqualTo("large");
    }

    @Test
    void letsOneRequestGoWrongForEachFaultAndKeepsThemAll() throws Exception {
        CountDownLatch until = new CountDownLatch(1);
        server.next(new Fault.TooMany(9), new Fault.Malformed(), new Fault.WrongModel("tiny"), new Fault.Slow(until));

        HttpResponse<String> tooMany = ask("large", "\"How many?\"", "key-1").get();
        HttpResponse<String> malformed = ask("large", "\"How many?\"", "key-1").get();
        HttpResponse<String> wrong = ask("large", "\"How many?\"", "key-1").get();
        CompletableFuture<HttpResponse<String>> slow = ask("large", "\"How many?\"", "key-1");
        boolean doneEarly = slow.isDone();
        until.countDown();

        assertThat(tooMany.statusCode()).isEqualTo(429);
        assertThat(tooMany.headers().firstValue("Retry-After")).contains("9");
        assertThat(malformed.body()).startsWith("<");
        assertThat(Json.mapper().readTree(wrong.body()).path("model").asText()).isEqualTo("tiny");
        assertThat(doneEarly).isFalse();
        assertThat(text(slow.get())).isEqualTo("of what?");
        assertThat(server.requests()).hasSize(4);
    }

    @Test
    void breaksOffInTheMiddleOfAReply() {
        server.next(new Fault.Cut());

        assertThatThrownBy(() -> ask("large", "\"How many?\"", "key-1").get()).hasCauseInstanceOf(IOException.class);
    }

    @Test
    void saysWhatIsWrongWithARecording() {
        assertThatThrownBy(() -> Recording.read("{\"models\":3}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not a recording")
                .hasMessageContaining("models");
    }
}

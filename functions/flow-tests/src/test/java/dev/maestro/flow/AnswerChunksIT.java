package dev.maestro.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.maestro.schema.registry.Endpoint;
import dev.maestro.schema.registry.LanguageModel;
import dev.maestro.schema.registry.Limits;
import dev.maestro.schema.registry.PolicyEntry;
import dev.maestro.schema.registry.Price;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * An answer reaches a client while the policy's model still writes it: packaged functions with a real broker, and a
 * model behind the embedded server that streams as Triton's vLLM backend does.
 */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class AnswerChunksIT {

    private static final LanguageModel LANGUAGE_MODEL = new LanguageModel(
            new Endpoint.Triton(null, "writer", null),
            null,
            Price.FREE,
            new Limits(4, 1_000_000, 8192, 256, 4, 120_000),
            1,
            true,
            true);

    @TempDir
    private static Path folder;

    private static final ObjectMapper JSON = new ObjectMapper();

    private static WritingModel model;
    private static FlowFixture flow;
    private static URI gateway;

    private HttpClient http;

    @BeforeAll
    static void start() throws Exception {
        model = new WritingModel();
        flow = new FlowFixture(
                folder,
                List.of(model),
                List.of(new PolicyEntry("writing", List.of(), "generative", "1", "Writes.", null, LANGUAGE_MODEL)));
        gateway = flow.start("gateway", 0, "maestro.gateway.publish-timeout=PT60S")
                .address();
    }

    @AfterAll
    static void stop() {
        if (flow != null) {
            flow.close();
        }
    }

    @BeforeEach
    void clear() {
        model.clear();
    }

    @AfterEach
    void leave() {
        http.shutdownNow();
    }

    /** Requests of one client share a connection over HTTP/2 once the first of them asked for it. */
    private void connect(HttpClient.Version version) throws IOException, InterruptedException {
        http = HttpClient.newBuilder().version(version).build();
        HttpResponse<Void> reply = http.send(
                HttpRequest.newBuilder(gateway.resolve("/v1/models")).build(), HttpResponse.BodyHandlers.discarding());
        assertThat(reply.version()).isEqualTo(version);
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
    void isReadWhileItIsWritten(HttpClient.Version version) throws Exception {
        connect(version);
        model.next("The sky.</think><ans", "wer>It", " is", WritingModel.WAIT, " blue.</answer>");

        HttpResponse<Stream<String>> chat = ask("What colour is the sky?");
        Iterator<JsonNode> chunks = data(chat).iterator();
        StringBuilder early = new StringBuilder(content(chunks.next()));
        while (!early.toString().equals("It is")) {
            early.append(content(chunks.next()));
        }
        String event = firstChunkEvent(chat.headers().firstValue("x-request-id").orElseThrow());
        model.released.release();
        StringBuilder late = new StringBuilder();
        JsonNode last = rest(chunks, late);

        assertThat(late).hasToString(" blue.");
        assertThat(last.at("/choices/0/finish_reason").asText()).isEqualTo("stop");
        assertThat(last.at("/maestro/end/answer").asText()).isEqualTo("It is blue.");
        assertThat(last.at("/maestro/answer").isMissingNode()).isTrue();
        assertThat(JSON.readTree(event).path("text").asText()).startsWith("It");
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
    void isCorrectedByTheEndOfTheEpisode(HttpClient.Version version) throws Exception {
        connect(version);
        model.next("The sky.</think><answer>It is red", WritingModel.WAIT, ", or");
        model.next("No.</think><answer>It is blue.</answer>");

        Iterator<JsonNode> chunks = data(ask("What colour is the sky now?")).iterator();
        StringBuilder early = new StringBuilder(content(chunks.next()));
        while (early.isEmpty()) {
            early.append(content(chunks.next()));
        }
        model.released.release();
        JsonNode last = rest(chunks, early);

        assertThat(early.toString()).startsWith("It is red").endsWith("\n\nIt is blue.");
        assertThat(last.at("/maestro/answer").asText()).isEqualTo("It is blue.");
        assertThat(last.at("/maestro/steps/0/action").asText()).isEqualTo("malformed");
    }

    private HttpResponse<Stream<String>> ask(String question) throws IOException, InterruptedException {
        String body = """
                {"model": "maestro/writing", "stream": true, "messages": [{"role": "user", "content": "%s"}]}""".formatted(question);
        HttpResponse<Stream<String>> response = http.send(
                HttpRequest.newBuilder(gateway.resolve("/v1/chat/completions"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofLines());
        assertThat(response.statusCode()).isEqualTo(200);
        return response;
    }

    private String firstChunkEvent(String episodeId) throws IOException, InterruptedException {
        try (Stream<String> lines = http.send(
                        HttpRequest.newBuilder(gateway.resolve("/v1/episodes/" + episodeId + "/events"))
                                .build(),
                        HttpResponse.BodyHandlers.ofLines())
                .body()) {
            return lines.dropWhile(line -> !line.equals("event:answer-chunk"))
                    .filter(line -> line.startsWith("data:"))
                    .findFirst()
                    .orElseThrow()
                    .substring("data:".length());
        }
    }

    private static Stream<JsonNode> data(HttpResponse<Stream<String>> response) {
        return response.body()
                .filter(line -> line.startsWith("data: {"))
                .map(line -> line.substring("data: ".length()))
                .map(AnswerChunksIT::json);
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new AssertionError(text, e);
        }
    }

    private static String content(JsonNode chunk) {
        assertThat(chunk.path("error").isMissingNode()).as(chunk.toString()).isTrue();
        return chunk.at("/choices/0/delta/content").asText("");
    }

    /** Reads on to the chunk that says why it ends. */
    private static JsonNode rest(Iterator<JsonNode> chunks, StringBuilder text) {
        JsonNode chunk = chunks.next();
        while (chunk.at("/choices/0/finish_reason").isNull()) {
            text.append(content(chunk));
            chunk = chunks.next();
        }
        return chunk;
    }
}

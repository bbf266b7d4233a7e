package dev.maestro.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.runtime.kafka.KafkaAdapter;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients that do not hear a stream to its end: it costs them that stream, and nobody anything else. */
@QuarkusTest
@WithTestResource(BrokerResource.class)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class LeavingClientsIT {

    @Inject
    SmallFlow flow;

    @Inject
    KafkaAdapter adapter;

    @BeforeEach
    void awaitFunctions() throws Exception {
        assertThat(adapter.awaitRunning(Duration.ofSeconds(60))).isTrue();
    }

    @Test
    void losesNothingWhenTheClientOfAChatLeaves() throws Exception {
        String body = "{\"model\": \"maestro\", \"stream\": true, \"messages\": [{\"role\": \"user\","
                + " \"content\": \"hold the line\"}]}";
        HttpResponse<InputStream> stream;
        try (HttpClient client = HttpClient.newHttpClient()) {
            stream = client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + RestAssured.port + "/v1/chat/completions"))
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofInputStream());
            stream.body().close();
            client.shutdownNow();
        }
        flow.released.release();
        String path = path(stream);
        given().get(path + "/events").then().statusCode(200);

        Response ended = given().get(path);

        assertThat(ended.jsonPath().getString("answer")).isEqualTo("12.40");
    }

    @Test
    void aClientThatLeavesOneChatKeepsTheOthersOfItsHttp2Connection() throws Exception {
        try (HttpClient client = http2()) {
            HttpResponse<Stream<String>> left = streamed(client, "hold the one");
            awaitHeld(1);
            HttpResponse<Stream<String>> kept = streamed(client, "hold the other");
            awaitHeld(2);

            left.body().close();
            assertThat(settle(client)).isEqualTo(kept.connectionLabel());
            flow.released.release(); // the one that waits for longest: its answer has no reader
            given().get(path(left) + "/events").then().statusCode(200);
            assertThat(settle(client)).isEqualTo(kept.connectionLabel());
            flow.released.release();

            assertThat(kept.version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(kept.body().filter(line -> line.startsWith("data: "))).endsWith("data: [DONE]");
        }
    }

    @Test
    void aClientThatStopsFollowingAnEpisodeKeepsItsHttp2Connection() throws Exception {
        try (HttpClient client = http2()) {
            HttpResponse<Stream<String>> kept = streamed(client, "hold this");
            HttpResponse<Stream<String>> left =
                    client.send(get(path(kept) + "/events"), HttpResponse.BodyHandlers.ofLines());
            assertThat(left.body().iterator().next()).isNotBlank();

            left.body().close();
            assertThat(settle(client)).isEqualTo(kept.connectionLabel());
            flow.released.release();

            assertThat(left.version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(kept.body().filter(line -> line.startsWith("data: "))).endsWith("data: [DONE]");
        }
    }

    /** A client whose requests share one connection: the first one asks for HTTP/2. */
    private static HttpClient http2() throws Exception {
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_2)
                .connectTimeout(Duration.ofSeconds(10))
                .build();
        settle(client);
        return client;
    }

    /**
     * Returns when the gateway has read all that was sent on the connection before.
     *
     * @return the connection that it went over: one that the gateway closes is left to its open streams for 30 s, and
     *     takes no request any more
     */
    private static Optional<String> settle(HttpClient client) throws Exception {
        HttpResponse<String> models = client.send(get("/v1/models"), HttpResponse.BodyHandlers.ofString());
        assertThat(models.statusCode()).isEqualTo(200);
        return models.connectionLabel();
    }

    /** Returns when so many questions wait for a release. */
    private void awaitHeld(int questions) throws InterruptedException {
        while (flow.released.getQueueLength() < questions) {
            Thread.sleep(10);
        }
    }

    /** Of the episode behind a stream. */
    private static String path(HttpResponse<?> stream) {
        return stream.headers().firstValue("Location").orElseThrow().replaceAll("^.*(/v1/)", "$1");
    }

    private static HttpRequest get(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + RestAssured.port + path))
                .build();
    }

    private static HttpResponse<Stream<String>> streamed(HttpClient client, String question) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + RestAssured.port + "/v1/chat/completions"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"model\": \"maestro\", \"stream\": true, \"messages\":"
                        + " [{\"role\": \"user\", \"content\": \"" + question + "\"}]}"))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofLines());
    }
}

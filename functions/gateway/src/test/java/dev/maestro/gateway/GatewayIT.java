package dev.maestro.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maestro.gateway.problem.ProblemException;
import dev.maestro.gateway.question.Questions;
import dev.maestro.gateway.quota.TenantSpending;
import dev.maestro.gateway.submission.Question;
import dev.maestro.runtime.kafka.KafkaAdapter;
import dev.maestro.runtime.telemetry.SpanStore;
import dev.maestro.runtime.telemetry.TraceTree;
import dev.maestro.schema.wire.Purpose;
import dev.maestro.schema.wire.Settings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@QuarkusTest
@WithTestResource(BrokerResource.class)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class GatewayIT {

    @Inject
    SmallFlow flow;

    @Inject
    KafkaAdapter adapter;

    @Inject
    SpanStore spans;

    @Inject
    Questions questions;

    @Inject
    TenantSpending spending;

    @BeforeEach
    void awaitFunctions() throws Exception {
        assertThat(adapter.awaitRunning(Duration.ofSeconds(60))).isTrue();
    }

    @Test
    void waitsForTheAnswerWithItsCostAndSteps() {
        Response response = ask("What is the total?", "?wait=60", null);

        response.then().statusCode(200);
        assertThat(response.jsonPath().getString("status")).isEqualTo("ended");
        assertThat(response.jsonPath().getString("answer")).isEqualTo("12.40");
        assertThat(response.jsonPath().getDouble("cost.costMicroUsd")).isEqualTo(3);
        assertThat(response.jsonPath().getDouble("latencyMillis")).isEqualTo(250);
        assertThat(response.jsonPath().getList("steps.action", String.class)).containsExactly("invoke", "answer");
        assertThat(response.jsonPath().getString("steps[0].expertId")).isEqualTo("reader");
        assertThat(response.jsonPath().getString("steps[0].observation")).isEqualTo("12.40");
        assertThat(response.jsonPath().getMap("$")).doesNotContainKey("state");
    }

    @Test
    void answersARepeatedRequestFromTheSameEpisode() {
        Response first = ask("What is the sum?", "?wait=60", "same-key");
        Response second = ask("What is the sum?", "?wait=60", "same-key");

        first.then().statusCode(200);
        second.then().statusCode(200);
        assertThat(second.jsonPath().getString("answer")).isEqualTo("12.40");
        assertThat(second.jsonPath().getString("episodeId"))
                .isEqualTo(first.jsonPath().getString("episodeId"));
        String taskId = first.jsonPath().getString("taskId");
        assertThat(flow.startedTasks).filteredOn(taskId::equals).hasSize(1);
    }

    @Test
    void sendsTheClientAwayInTimeAndShowsTheEpisodeWhileItRuns() throws Exception {
        Response accepted = given().body("{\"question\": \"hold on\"}")
                .contentType("application/json")
                .header("Prefer", "respond-async, wait=1")
                .post("/v1/questions");
        accepted.then().statusCode(202).header("Preference-Applied", "wait=1");
        String path = "/v1/episodes/" + accepted.jsonPath().getString("episodeId");

        HttpResponse<Stream<String>> stream = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + RestAssured.port + path + "/events"))
                                .build(),
                        HttpResponse.BodyHandlers.ofLines());
        Iterator<String> names = stream.body()
                .filter(line -> line.startsWith("event:"))
                .map(line -> line.substring("event:".length()).strip())
                .iterator();
        List<String> seen = new ArrayList<>(List.of(names.next(), names.next()));
        Response running = given().get(path);
        flow.released.release();
        names.forEachRemaining(seen::add);
        Response ended = given().get(path);

        assertThat(running.jsonPath().getString("status")).isEqualTo("running");
        assertThat(running.jsonPath().getString("steps[0].outcome")).isEqualTo("waiting");
        assertThat(stream.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
        assertThat(seen)
                .containsExactly(
                        "episode-started", "action-decided", "skill-invoked", "episode-ended", "reward-assigned");
        assertThat(ended.jsonPath().getString("status")).isEqualTo("ended");
        assertThat(ended.jsonPath().getString("reward.status")).isEqualTo("unscored");
    }

    @Test
    void keepsOneTraceOfTheWholeEpisodeThroughTheTopics() throws Exception {
        Response answered = given().body("{\"question\": \"Trace me\"}")
                .contentType("application/json")
                .header("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
                .post("/v1/questions?wait=60");
        String episodeId = answered.jsonPath().getString("episodeId");
        given().get("/v1/episodes/" + episodeId + "/events").then().statusCode(200);

        TraceTree tree = TraceTree.of(episodeId, spans).orElseThrow();

        assertThat(tree.traceIds()).containsExactly("4bf92f3577b34da6a3ce929d0e0e4736");
        List<String> labels = new ArrayList<>();
        labels(tree.nodes(), "", labels);
        assertThat(labels)
                .contains(
                        "question",
                        "task",
                        "step 0",
                        "step 0 > decide",
                        "step 0 > invoke",
                        "step 0 > invoke > call reader/read",
                        "step 1",
                        "step 1 > decide");
    }

    @Test
    void isReadyAndCountsWhatItDoes() {
        ask("Count me", "?wait=60", null).then().statusCode(200);

        Response ready = given().get("/q/health/ready");
        String metrics = given().get("/q/metrics").asString();

        ready.then().statusCode(200);
        assertThat(ready.asString()).contains("\"broker\"", "\"model-server\"");
        assertThat(metrics)
                .contains(
                        "maestro_episodes_total{end=\"answered\",purpose=\"serve\"}",
                        "maestro_steps_total{action=\"invoke\"}",
                        "maestro_calls_seconds_count{expert=\"reader\",outcome=\"answered\",skill=\"read\"}",
                        "maestro_call_cost_total",
                        "maestro_in_flight{stage=\"decide\"}");
    }

    @Test
    void completesAChatWithTheUsageOfItsEpisode() {
        Response response = chat("What is the total?", "\"temperature\": 0");

        response.then().statusCode(200);
        String episodeId = response.jsonPath().getString("maestro.episodeId");
        assertThat(response.jsonPath().getString("id")).isEqualTo("chatcmpl-" + episodeId);
        assertThat(response.jsonPath().getString("object")).isEqualTo("chat.completion");
        assertThat(response.jsonPath().getString("choices[0].message.content")).isEqualTo("12.40");
        assertThat(response.jsonPath().getString("choices[0].finish_reason")).isEqualTo("stop");
        assertThat(response.jsonPath().getInt("usage.prompt_tokens")).isEqualTo(30);
        assertThat(response.jsonPath().getInt("usage.completion_tokens")).isEqualTo(10);
        assertThat(response.jsonPath().getInt("usage.total_tokens")).isEqualTo(40);
        assertThat(response.jsonPath().getDouble("usage.cost_micro_usd")).isEqualTo(3);
        assertThat(response.jsonPath().getList("maestro.steps.action", String.class))
                .containsExactly("invoke", "answer");
        assertThat(response.jsonPath().getString("maestro.policyVersion")).isEqualTo("1");
        assertThat(response.jsonPath().getList("maestro.ignored", String.class)).containsExactly("temperature");
        assertThat(response.header("Location")).endsWith("/v1/episodes/" + episodeId);
    }

    @Test
    void streamsAChatToItsEnd() {
        Response response = chat("What is the sum?", "\"stream\": true, \"stream_options\": {\"include_usage\": true}");

        response.then().statusCode(200);
        assertThat(response.contentType()).startsWith("text/event-stream");
        List<String> data = response.asString()
                .lines()
                .filter(line -> line.startsWith("data: "))
                .map(line -> line.substring("data: ".length()))
                .toList();
        assertThat(data).hasSize(5);
        assertThat(data.get(0))
                .contains("\"delta\":{\"role\":\"assistant\",\"content\":\"\"}", "\"finish_reason\":null");
        assertThat(data.get(1)).contains("\"delta\":{\"content\":\"12.40\"}");
        assertThat(data.get(2)).contains("\"finish_reason\":\"stop\"", "\"maestro\":{\"episodeId\":\"e-");
        assertThat(data.get(3)).contains("\"choices\":[]", "\"total_tokens\":40");
        assertThat(data.get(4)).isEqualTo("[DONE]");
    }

    @Test
    void letsATenantAskUntilItsMoneyOfTheDayIsSpent() {
        Question question =
                new Question("What is the total?", List.of(), List.of(), Settings.DEFAULT, Purpose.SERVE, null);
        Duration patience = Duration.ofSeconds(60);
        assertThat(questions.ask("poor", null, question, patience).answer()).isNotNull();
        assertThat(questions.ask("poor", null, question, patience).answer()).isNotNull();
        while (spending.today("poor") < 6) {
            Thread.onSpinWait(); // the tail is a moment behind
        }

        assertThatThrownBy(() -> questions.ask("poor", null, question, patience))
                .isInstanceOfSatisfying(ProblemException.class, refused -> {
                    assertThat(refused.problem().status()).isEqualTo(429);
                    assertThat(refused.problem().code()).isEqualTo("quota");
                    assertThat(refused.problem().detail()).contains("has spent 6 of 5 micro-USD today");
                });
        assertThat(questions.ask("rich", null, question, patience).answer()).isNotNull();
    }

    @Test
    void letsATenantRunOnlySoManyEpisodesAtATime() {
        Question held = new Question("hold on to it", List.of(), List.of(), Settings.DEFAULT, Purpose.SERVE, null);
        questions.ask("narrow", null, held, Duration.ZERO);

        assertThatThrownBy(() -> questions.ask("narrow", null, held, Duration.ZERO))
                .hasMessageContaining("has 1 episodes running, at most 1 may");
        flow.released.release();
    }

    private static Response chat(String question, String more) {
        return given().body("{\"model\": \"maestro\", " + more + ", \"messages\": [{\"role\": \"user\", \"content\": \""
                        + question + "\"}]}")
                .contentType("application/json")
                .post("/v1/chat/completions");
    }

    private static void labels(List<TraceTree.Node> nodes, String above, List<String> labels) {
        for (TraceTree.Node node : nodes) {
            labels.add(above + node.label());
            labels(node.children(), above + node.label() + " > ", labels);
        }
    }

    private static Response ask(String question, String query, String key) {
        var request = given().body("{\"question\": \"" + question + "\"}").contentType("application/json");
        return (key == null ? request : request.header("Idempotency-Key", key)).post("/v1/questions" + query);
    }
}

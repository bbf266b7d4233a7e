package dev.maestro.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.maestro.core.episode.Json;
import dev.maestro.runtime.kafka.LogChecker;
import dev.maestro.schema.event.EventType;
import dev.maestro.schema.event.RewardAssigned;
import dev.maestro.schema.event.TaskSubmitted;
import dev.maestro.schema.wire.EpisodeEnd;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.core.message.MessageReader;
import io.cloudevents.http.HttpMessageFactory;
import io.cloudevents.jackson.JsonFormat;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The official CloudEvents SDK against packaged functions: {@code task} and {@code decide} run without lanes and are
 * pushed to, the others read from the broker.
 */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class CloudEventsIT {

    private static final String TOKEN = "a-token-of-this-test";
    private static final String[] PUSHED = {
        "maestro.kafka.autostart=false", "maestro.cloudevents.enabled=true", "maestro.cloudevents.token=" + TOKEN
    };

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    private FlowFixture flow;
    private EventLog log;
    private URI task;
    private URI decide;

    /** A form that the SDK writes events in. */
    private enum Mode {
        BINARY,
        STRUCTURED
    }

    @BeforeEach
    void start() throws Exception {
        flow = new FlowFixture(folder, 5, List.of("invoke", "reward"));
        FunctionProcess pushedTask = flow.start("task", 0, PUSHED);
        FunctionProcess pushedDecide = flow.start("decide", 0, PUSHED);
        log = new EventLog(flow.bootstrapServers());
        task = pushedTask.address();
        decide = pushedDecide.address();
    }

    @AfterEach
    void stop() {
        http.close();
        flow.close();
    }

    @Test
    void aWholeEpisodeIsPushedTwiceInBothFormsWithOneEffect() throws Exception {
        TaskSubmitted submitted = FlowFixture.task("t-pushed");
        CloudEvent question = event(submitted.eventId(), EventType.TASK_SUBMITTED, Json.bytes(submitted));

        CloudEvent started = both(task, question);
        CloudEvent decided = both(decide, started);
        ConsumerRecord<byte[], byte[]> invocation = log.first(EventType.SKILL_INVOKED);
        CloudEvent invoked = event("from-the-topic", EventType.SKILL_INVOKED, invocation.value());
        CloudEvent ended = both(decide, invoked);

        assertThat(started.getType()).isEqualTo("maestro.episode-started.v1");
        assertThat(decided.getType()).isEqualTo("maestro.action-decided.v1");
        assertThat(ended.getType()).isEqualTo("maestro.episode-ended.v1");
        RewardAssigned reward = (RewardAssigned) Json.event(
                EventType.REWARD_ASSIGNED, log.first(EventType.REWARD_ASSIGNED).value());
        assertThat(reward.end()).isEqualTo(new EpisodeEnd.Answered("42"));
        assertThat(flow.expert.calls()).isEqualTo(1);
        LogChecker.Count count = flow.checkLog();
        assertThat(count.episodes()).isEqualTo(1);
        assertThat(count.lost()).isZero();
        assertThat(count.doubled()).isZero();
        assertThat(log.count(EventType.ACTION_DECIDED)).isEqualTo(1);
        assertThat(log.count(EventType.EPISODE_ENDED)).isEqualTo(1);
    }

    @Test
    void plainJsonGivesAllThatFollowsButNoReference() throws Exception {
        TaskSubmitted submitted = FlowFixture.task("t-plain-json");
        String body = "{\"type\": \"maestro.task-submitted.v1\", \"data\": "
                + new String(Json.bytes(submitted), StandardCharsets.UTF_8) + "}";

        HttpResponse<String> reply = post(task.resolve("/event"), Map.of("Content-Type", "application/json"), body);

        assertThat(reply.statusCode()).isEqualTo(200);
        JsonNode events = new ObjectMapper().readTree(reply.body()).path("events");
        assertThat(events.findValuesAsText("type")).contains("maestro.episode-started.v1");
        assertThat(reply.body()).doesNotContain("task-reference");
        assertThat(log.count(EventType.TASK_REFERENCE)).isEqualTo(1);
    }

    @Test
    void saysWhatIsWrongWithABrokenEvent() throws Exception {
        byte[] episode = "{\"state\": {\"episodeId\": 3}}".getBytes(StandardCharsets.UTF_8);
        CloudEvent malformed = event("e-1", EventType.EPISODE_STARTED, episode);
        CloudEvent foreign = event("e-2", EventType.TASK_SUBMITTED, episode);
        CloudEvent newer = CloudEventBuilder.v1(malformed)
                .withType("maestro.episode-started.v2")
                .build();
        Map<String, String> structured = Map.of("Content-Type", "application/cloudevents+json");

        assertProblem(send(decide, malformed, Mode.BINARY), 400, "malformed-event", "registryDigest must not be empty");
        assertProblem(
                send(decide, malformed, Mode.STRUCTURED), 400, "malformed-event", "registryDigest must not be empty");
        assertProblem(send(decide, foreign, Mode.BINARY), 404, "wrong-function", "it takes maestro.episode-started.v1");
        assertProblem(send(decide, newer, Mode.BINARY), 404, "wrong-function", "maestro.skill-invoked.v1");
        assertProblem(post(decide, structured, "{\"specversion\": \"1.0\"}"), 400, "malformed-event", "no CloudEvent");
        assertProblem(post(decide, structured, "no json"), 400, "malformed-event", "no CloudEvent");
        assertProblem(
                post(decide.resolve("/event"), Map.of("Content-Type", "application/json"), "{}"),
                400,
                "no-type",
                "add it");
        assertProblem(post(decide, Map.of("Content-Type", "text/plain"), "hello"), 406, "http-406", "ce- headers");
        assertThat(log.count(EventType.ACTION_DECIDED)).isZero();
        assertThat(flow.checkLog().deadLetters()).isZero();
    }

    @Test
    void takesEventsOnlyWhereItIsSwitchedOnAndTheTokenIsRight() throws Exception {
        URI lane = flow.process("invoke").address();
        HttpRequest.Builder withoutToken = HttpRequest.newBuilder(decide.resolve("/event"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{}"));

        HttpResponse<String> open = http.send(withoutToken.build(), HttpResponse.BodyHandlers.ofString());
        HttpResponse<String> off =
                post(lane.resolve("/event"), Map.of("Content-Type", "application/json"), "{\"type\": \"x\"}");

        assertProblem(open, 401, "unknown-token", "Bearer TOKEN");
        assertProblem(off, 404, "not-enabled", "maestro.cloudevents.enabled=true");
    }

    /** Pushes an event in both forms; both replies must be the same event. */
    private CloudEvent both(URI function, CloudEvent event) throws Exception {
        HttpResponse<String> first = send(function, event, Mode.BINARY);
        HttpResponse<String> second = send(function, event, Mode.STRUCTURED);
        assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
        assertThat(second.statusCode()).as(second.body()).isEqualTo(200);
        CloudEvent one = read(first);
        CloudEvent other = read(second);
        assertThat(other.getId()).isEqualTo(one.getId());
        assertThat(other.getType()).isEqualTo(one.getType());
        assertThat(other.getSubject()).isEqualTo(one.getSubject());
        assertThat(tree(other)).isEqualTo(tree(one));
        return one;
    }

    private static CloudEvent event(String id, EventType type, byte[] data) {
        return CloudEventBuilder.v1()
                .withId(id)
                .withSource(URI.create("/tests/cloud-events"))
                .withType(type.topic())
                .withData("application/json", data)
                .build();
    }

    private HttpResponse<String> send(URI function, CloudEvent event, Mode mode) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(function.resolve("/")).header("Authorization", "Bearer " + TOKEN);
        var writer = HttpMessageFactory.createWriter(
                request::header, body -> request.POST(HttpRequest.BodyPublishers.ofByteArray(body)));
        switch (mode) {
            case BINARY -> writer.writeBinary(event);
            case STRUCTURED -> writer.writeStructured(event, JsonFormat.CONTENT_TYPE);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(URI address, Map<String, String> headers, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .header("Authorization", "Bearer " + TOKEN)
                .POST(HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static CloudEvent read(HttpResponse<String> response) {
        MessageReader reader = HttpMessageFactory.createReader(
                each -> response.headers().map().forEach((name, values) -> each.accept(name, values.getFirst())),
                response.body().getBytes(StandardCharsets.UTF_8));
        return reader.toEvent();
    }

    private static JsonNode tree(CloudEvent event) throws IOException {
        return new ObjectMapper().readTree(event.getData().toBytes());
    }

    private static void assertProblem(HttpResponse<String> response, int status, String code, String detail)
            throws IOException {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        JsonNode problem = new ObjectMapper().readTree(response.body());
        assertThat(problem.path("code").asText()).isEqualTo(code);
        assertThat(problem.path("detail").asText()).contains(detail);
    }
}

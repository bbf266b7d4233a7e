package dev.maestro.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.maestro.runtime.kafka.LogChecker;
import dev.maestro.schema.event.EventType;
import dev.maestro.schema.event.RewardAssigned;
import dev.maestro.schema.wire.EpisodeEnd;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The packaged {@code function.zip} of decide, under AWS's own runtime client, in a flow on a real broker. */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class DecideLambdaIT {

    private static final Path ZIP = Path.of("..", "decide-lambda", "target", "function.zip");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    @Test
    void decidesAWholeEpisodeOnceThoughEveryEventComesTwice() throws Exception {
        try (FlowFixture flow = new FlowFixture(folder, 5, List.of("task", "invoke", "reward"));
                LambdaRuntime lambda = new LambdaRuntime(ZIP, folder, flow.settings())) {
            EventLog log = new EventLog(flow.bootstrapServers());
            List<CompletableFuture<RewardAssigned>> rewards = flow.submit("t-lambda", 1);

            JsonNode decided = twice(lambda, log.first(EventType.EPISODE_STARTED));
            JsonNode ended = twice(lambda, log.first(EventType.SKILL_INVOKED));
            LambdaRuntime.Reply malformed =
                    lambda.invoke("{\"type\": \"maestro.episode-started.v1\", \"data\": {\"state\": {}}}");
            LambdaRuntime.Reply foreign = lambda.invoke("{\"type\": \"maestro.task-submitted.v1\", \"data\": {}}");

            assertThat(decided.at("/events/0/type").asText()).isEqualTo("maestro.action-decided.v1");
            assertThat(ended.at("/events/0/type").asText()).isEqualTo("maestro.episode-ended.v1");
            assertThat(FlowFixture.await(rewards).getFirst().end()).isEqualTo(new EpisodeEnd.Answered("42"));
            assertThat(log.count(EventType.ACTION_DECIDED)).isEqualTo(1);
            assertThat(log.count(EventType.EPISODE_ENDED)).isEqualTo(1);
            LogChecker.Count count = flow.checkLog();
            assertThat(count.lost()).isZero();
            assertThat(count.doubled()).isZero();
            assertError(malformed, "malformed-event: ");
            assertError(
                    foreign,
                    "wrong-function: no function of this process takes events of type maestro.task-submitted.v1");
        }
    }

    private static JsonNode twice(LambdaRuntime lambda, ConsumerRecord<byte[], byte[]> record) throws Exception {
        String event = "{\"specversion\": \"1.0\", \"id\": \"1\", \"source\": \"/tests\", \"type\": \"" + record.topic()
                + "\", \"data\": " + new String(record.value(), StandardCharsets.UTF_8) + "}";
        LambdaRuntime.Reply first = lambda.invoke(event);
        LambdaRuntime.Reply second = lambda.invoke(event);
        assertThat(first.error()).as(first.body() + lambda.log()).isFalse();
        assertThat(JSON.readTree(second.body())).isEqualTo(JSON.readTree(first.body()));
        return JSON.readTree(first.body());
    }

    private static void assertError(LambdaRuntime.Reply reply, String message) throws Exception {
        assertThat(reply.error()).as(reply.body()).isTrue();
        assertThat(JSON.readTree(reply.body()).path("errorMessage").asText())
                .contains(message)
                .doesNotContain("\tat ");
    }
}

package dev.maestro.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.broker.EmbeddedBroker;
import dev.maestro.core.episode.Json;
import dev.maestro.runtime.kafka.Topics;
import dev.maestro.runtime.registry.StoredRegistries;
import dev.maestro.runtime.store.FileObjectStore;
import dev.maestro.schema.event.EpisodeStarted;
import dev.maestro.schema.event.EventType;
import dev.maestro.schema.registry.Endpoint;
import dev.maestro.schema.registry.Expert;
import dev.maestro.schema.registry.Limits;
import dev.maestro.schema.registry.PolicyEntry;
import dev.maestro.schema.registry.Price;
import dev.maestro.schema.registry.RegistryDocument;
import dev.maestro.schema.registry.Skill;
import dev.maestro.schema.wire.Budget;
import dev.maestro.schema.wire.EpisodeState;
import dev.maestro.schema.wire.Purpose;
import dev.maestro.schema.wire.Task;
import dev.maestro.schema.wire.Usage;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The package that AWS would get, run as AWS runs it, with a real broker. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class DecideLambdaIT {

    @TempDir
    private Path folder;

    @Test
    void decidesOnAnEventThatIsDeliveredTwiceAndRefusesABrokenOne() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"), 0)) {
            Topics.ensure(Map.of("bootstrap.servers", broker.bootstrapServers()), Topics.PARTITIONS);
            String digest = new StoredRegistries(FileObjectStore.open(folder.resolve("objects")))
                    .publish(registry())
                    .digest();
            String event = "{\"type\": \"maestro.episode-started.v1\", \"data\": "
                    + new String(Json.bytes(started(digest)), StandardCharsets.UTF_8) + "}";
            try (LambdaProcess lambda = LambdaProcess.start(
                    folder,
                    List.of(
                            "kafka.bootstrap.servers=" + broker.bootstrapServers(),
                            "maestro.objects.path=" + folder.resolve("objects"),
                            "maestro.telemetry.directory=" + folder.resolve("traces")))) {

                HttpResponse<String> first = lambda.invoke(event);
                HttpResponse<String> second = lambda.invoke(event);
                HttpResponse<String> broken = lambda.invoke("{\"type\": \"maestro.episode-started.v1\", \"data\": {}}");
                HttpResponse<String> foreign =
                        lambda.invoke("{\"type\": \"maestro.reward-assigned.v1\", \"data\": {}}");

                assertThat(first.statusCode()).as(lambda.log()).isEqualTo(200);
                JsonNode decided =
                        Json.mapper().readTree(first.body()).path("events").path(0);
                assertThat(decided.path("type").asText()).isEqualTo("maestro.action-decided.v1");
                assertThat(decided.at("/data/state/steps/0/decision/action/calls/0/expertId")
                                .asText())
                        .isEqualTo("stub");
                assertThat(second.body()).isEqualTo(first.body());
                assertThat(count(broker, EventType.ACTION_DECIDED)).isEqualTo(1);
                assertThat(broken.statusCode()).isEqualTo(500);
                assertThat(broken.body()).contains("RefusedEventException");
                assertThat(foreign.body()).contains("it takes maestro.episode-started.v1, maestro.skill-invoked.v1");
            }
        }
    }

    private static int count(EmbeddedBroker broker, EventType type) {
        int count = 0;
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(type.topic()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                count += consumer.poll(Duration.ofMillis(100)).count();
            }
        }
        return count;
    }

    private static EpisodeStarted started(String registryDigest) {
        Instant now = Instant.now();
        return new EpisodeStarted(new EpisodeState(
                "e-lambda",
                0,
                0,
                new Task("t-lambda", "default", Purpose.SERVE, "What is it?", List.of(), List.of(), false, Map.of()),
                registryDigest,
                "scripted",
                "1",
                Budget.DEFAULT,
                0.1,
                List.of(),
                List.of(),
                7,
                now,
                now.plusSeconds(60),
                Usage.NONE,
                List.of(),
                Map.of()));
    }

    private static RegistryDocument registry() {
        Expert stub = new Expert(
                "stub",
                List.of(),
                List.of("generate"),
                new Endpoint.Triton(null, "stub", null),
                null,
                null,
                "",
                "",
                Price.FREE,
                10,
                Limits.DEFAULT,
                "none");
        Skill direct = new Skill(
                "answer-direct", List.of(), 1, null, "", "", List.of("generate"), List.of(), "answer-direct", 1, 1);
        return new RegistryDocument(
                "lambda",
                List.of(stub),
                List.of(direct),
                List.of(new PolicyEntry("scripted", List.of(), "scripted", "1", "", null)),
                List.of());
    }
}

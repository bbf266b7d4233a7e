package dev.maestro.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.runtime.kafka.Topics;
import dev.maestro.schema.event.EventType;
import dev.maestro.schema.event.Stage;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Topics, users and scalers of the manifests are those that {@link Stage} and {@link Topics} speak of. */
class TopicsTest {

    /** Read by the gateway, without a group, to follow episodes. */
    private static final Set<EventType> FOLLOWED = Set.of(
            EventType.EPISODE_STARTED,
            EventType.ACTION_DECIDED,
            EventType.SKILL_INVOKED,
            EventType.EPISODE_ENDED,
            EventType.REWARD_ASSIGNED,
            EventType.ANSWER_CHUNK);

    private final Bundle local = Manifests.render("local");

    @Test
    void everyTopicIsMadeByAManifest() {
        assertThat(local.all("KafkaTopic")).extracting(Bundle::name).containsAll(Topics.all());
    }

    @Test
    void everyTopicIsWrittenByAUser() {
        Set<String> written = new TreeSet<>();
        local.all("KafkaUser").forEach(user -> written.addAll(allowed(Bundle.name(user), "topic", "Write")));

        assertThat(local.all("KafkaTopic")).extracting(Bundle::name).allMatch(written::contains);
    }

    @Test
    void aFunctionReadsWhatItConsumesAndNoMore() {
        for (Stage stage : Stage.values()) {
            Set<String> expected = topics(stage.consumes());
            if (stage == Stage.GATEWAY) {
                expected.addAll(topics(List.copyOf(FOLLOWED)));
            }
            if (stage == Stage.EVALUATE) {
                // followed without a group
                expected.add(EventType.EPISODE_ENDED.topic());
                expected.add(EventType.REWARD_ASSIGNED.topic());
            }

            assertThat(allowed(stage.word(), "topic", "Read")).as(stage.word()).isEqualTo(expected);
        }
    }

    @Test
    void aFunctionWritesWhatItProducesAndDeadLetters() {
        for (Stage stage : Stage.values()) {
            Set<String> expected = topics(stage.produces());
            if (stage != Stage.GATEWAY) {
                expected.add(Topics.DEAD_LETTER);
            }
            if (stage == Stage.EVALUATE) {
                expected.add(EventType.TASK_SUBMITTED.topic()); // asks as a user would
            }

            assertThat(allowed(stage.word(), "topic", "Write")).as(stage.word()).isEqualTo(expected);
        }
    }

    @Test
    void aFunctionHasItsOwnGroupAndTransactions() {
        for (Stage stage : Stage.values()) {
            if (!stage.consumes().isEmpty()) {
                assertThat(allowed(stage.word(), "group", "Read")).containsExactly("maestro." + stage.word());
                assertThat(allowed(stage.word(), "transactionalId", "Write")).containsExactly(stage.word() + "-");
            }
        }
    }

    @Test
    void everyFunctionThatReadsTopicsIsScaledByTheirLag() {
        for (String overlay : Manifests.overlays()) {
            Bundle bundle = Manifests.render(overlay);
            for (Stage stage : Stage.values()) {
                if (stage.consumes().isEmpty() || !bundle.all("KafkaSource").isEmpty()) {
                    continue;
                }
                JsonNode scaler = bundle.documents().stream()
                        .filter(each -> Bundle.kind(each).startsWith("Scaled")
                                && Bundle.name(each).equals(stage.word()))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError(overlay + " does not scale " + stage.word()));

                Set<String> watched = new TreeSet<>();
                scaler.path("spec").path("triggers").forEach(trigger -> {
                    JsonNode metadata = trigger.path("metadata");
                    watched.add(metadata.path("topic").asText());
                    assertThat(metadata.path("consumerGroup").asText()).isEqualTo("maestro." + stage.word());
                });

                assertThat(watched).as(overlay + " " + stage.word()).isEqualTo(topics(stage.consumes()));
            }
        }
    }

    @Test
    void knativeSourcesPushWhatTheFunctionConsumes() {
        for (JsonNode source : Manifests.render("local-knative").all("KafkaSource")) {
            Stage stage = Stage.valueOf(Bundle.name(source).toUpperCase(java.util.Locale.ROOT));
            Set<String> pushed = new TreeSet<>();
            source.path("spec").path("topics").forEach(topic -> pushed.add(topic.asText()));

            assertThat(pushed).isEqualTo(topics(stage.consumes()));
            assertThat(source.path("spec").path("consumerGroup").asText()).isEqualTo("maestro." + stage.word());
        }
    }

    private static Set<String> topics(List<EventType> types) {
        return types.stream().map(EventType::topic).collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> allowed(String user, String type, String operation) {
        JsonNode document = local.find("KafkaUser", "maestro", user)
                .orElseThrow(() -> new AssertionError("there is no KafkaUser '" + user + "'"));
        Set<String> names = new TreeSet<>();
        for (JsonNode acl : document.path("spec").path("authorization").path("acls")) {
            JsonNode resource = acl.path("resource");
            if (resource.path("type").asText().equals(type) && Bundle.contains(acl.path("operations"), operation)) {
                names.add(resource.path("name").asText());
            }
        }
        return names;
    }
}

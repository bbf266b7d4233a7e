package dev.maestro.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.maestro.schema.event.EventType;
import dev.maestro.schema.event.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What Terraform hands over is what k8s/ takes, and what it allows is what the code needs. */
class HandOverTest {

    private static final Path STACK = Tool.ROOT.resolve("terraform/stacks/platform");

    @Test
    void theOutputHasTheKeysOfEveryPlatformFile() throws IOException {
        String output = Files.readString(STACK.resolve("outputs.tf"));
        String handedOver =
                output.substring(output.indexOf("output \"k8s\""), output.indexOf("output \"service_accounts\""));
        Set<String> keys = new TreeSet<>();
        Matcher matcher = Pattern.compile("(?m)^    (\\w+) +=").matcher(handedOver);
        while (matcher.find()) {
            keys.add(matcher.group(1));
        }

        for (String overlay : Set.of("dev", "prod")) {
            Set<String> taken =
                    Files.readAllLines(Tool.ROOT.resolve("k8s/overlays/" + overlay + "/platform.env")).stream()
                            .map(line -> line.substring(0, line.indexOf('=')))
                            .collect(Collectors.toCollection(TreeSet::new));

            assertThat(taken).as(overlay).isEqualTo(keys);
        }
    }

    @Test
    void rolesReadAndWriteWhatTheFunctionsDo() throws IOException {
        JsonNode functions =
                new ObjectMapper().readTree(STACK.resolve("functions.json").toFile());
        for (Stage stage : Stage.values()) {
            JsonNode role = functions.path(stage.word());

            assertThat(texts(role.path("writes")))
                    .as(stage.word())
                    .containsAll(topics(stage.produces()))
                    .hasSize(stage.produces().size() + (stage == Stage.GATEWAY ? 0 : 1) + (asks(stage) ? 1 : 0));
            if (asks(stage)) {
                assertThat(texts(role.path("reads")))
                        .contains(EventType.EPISODE_ENDED.topic(), EventType.REWARD_ASSIGNED.topic());
            }
            assertThat(texts(role.path("reads"))).as(stage.word()).containsAll(topics(stage.consumes()));
            if (stage != Stage.GATEWAY) {
                assertThat(texts(role.path("reads"))).hasSize(stage.consumes().size() + (asks(stage) ? 2 : 0));
            }
        }
    }

    /** Evaluate submits tasks as a user would, and follows their ends and rewards. */
    private static boolean asks(Stage stage) {
        return stage == Stage.EVALUATE;
    }

    @Test
    void rolesShareNoRecordsThatAreNotMeantToBeShared() throws IOException {
        JsonNode functions =
                new ObjectMapper().readTree(STACK.resolve("functions.json").toFile());

        for (Stage stage : Stage.values()) {
            Set<String> reads = texts(functions.path(stage.word()).path("objectReads"));
            Set<String> writes = texts(functions.path(stage.word()).path("objectWrites"));

            assertThat(reads).as(stage.word()).isNotEmpty().doesNotContain("hops", "tries", "written");
            assertThat(writes).as(stage.word()).doesNotContain("hops", "tries", "written");
            assertThat(writes)
                    .as(stage.word())
                    .filteredOn(space -> !space.equals("objects"))
                    .isSubsetOf(reads);
            assertThat(reads.contains("references")).as(stage.word()).isEqualTo(stage == Stage.REWARD);
            assertThat(writes.contains("policies")).as(stage.word()).isEqualTo(stage == Stage.PROMOTE);
            assertThat(writes.contains("training")).as(stage.word()).isEqualTo(stage == Stage.TRAIN);
        }
    }

    @Test
    void everyRoleHasItsServiceAccount() throws IOException {
        JsonNode functions =
                new ObjectMapper().readTree(STACK.resolve("functions.json").toFile());
        Bundle prod = Manifests.render("prod");
        Set<String> accounts = prod.all("ServiceAccount").stream()
                .filter(account -> Bundle.namespace(account).equals("maestro"))
                .map(Bundle::name)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> roles = new TreeSet<>();
        functions.fieldNames().forEachRemaining(roles::add);

        assertThat(roles).containsAll(accounts);
    }

    private static Set<String> topics(List<EventType> types) {
        return types.stream().map(EventType::topic).collect(Collectors.toSet());
    }

    private static Set<String> texts(JsonNode array) {
        return Bundle.each(array).map(JsonNode::asText).collect(Collectors.toSet());
    }
}

package dev.maestro.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.maestro.schema.event.SkillInvoked;
import dev.maestro.schema.wire.Decision;
import dev.maestro.schema.wire.EpisodeState;
import dev.maestro.schema.wire.Invocation;
import dev.maestro.schema.wire.Step;
import dev.maestro.schema.wire.Task;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A newer function writes fields that an older one does not know; they must pass through it. */
class UnknownFieldsTest {

    @ParameterizedTest
    @ValueSource(classes = {Task.class, EpisodeState.class, Step.class, Invocation.class, Decision.class})
    void survive(Class<?> type) throws Exception {
        ObjectNode written =
                (ObjectNode) SchemaFiles.MAPPER.valueToTree(new RandomRecords(new SplittableRandom(3)).of(type));
        written.put("fromTheFuture", 7);
        written.putObject("alsoNew").put("nested", true);

        JsonNode read = SchemaFiles.MAPPER.valueToTree(SchemaFiles.MAPPER.treeToValue(written, type));

        assertThat(read).isEqualTo(written);
        assertThat(read.has("extra")).isFalse();
    }

    @Test
    void surviveDeepInsideAnEvent() throws Exception {
        SkillInvoked event = (SkillInvoked) new RandomRecords(new SplittableRandom(4)).of(SkillInvoked.class);
        ObjectNode written = (ObjectNode) SchemaFiles.MAPPER.valueToTree(event);
        ((ObjectNode) written.at("/state/task")).put("mood", "curious");
        ((ObjectNode) written.at("/state/steps/0/decision"))
                .putArray("tokenIds")
                .add(5);

        JsonNode read = SchemaFiles.MAPPER.valueToTree(SchemaFiles.MAPPER.treeToValue(written, SkillInvoked.class));

        assertThat(read).isEqualTo(written);
    }
}

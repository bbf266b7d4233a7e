package dev.maestro.core.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.core.episode.Json;
import dev.maestro.core.evaluate.batch.ItemResult;
import dev.maestro.schema.event.EpisodeStarted;
import dev.maestro.schema.wire.EpisodeEnd;
import dev.maestro.schema.wire.Purpose;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlindnessTest {

    @TempDir
    private Path folder;

    private final MemoryLog log = new MemoryLog();

    @Test
    void givesPoliciesSkillsAndExpertsNothingButQuestionPicturesAndChoices() throws Exception {
        Files.write(folder.resolve("goldenpath.png"), Items.PNG);
        Map<String, Object> item = Items.item("secretid");
        item.put("benchmark", "SecretBench");
        item.put("family", "secretfamily");
        item.put("question", "Which?");
        item.put("images", List.of("goldenpath.png"));
        item.put("choices", List.of("one", "two"));
        item.put("answer", "B");
        item.put("answer_type", "choice");
        item.put("metric", "choice");
        item.put("split", "secretsplit");
        item.put("meta", Map.of("answer_text", "secretmeta"));
        Items.write(folder, List.of(Items.line(item)));
        FakeFlow flow = new FakeFlow(state -> new EpisodeEnd.Answered("B"));

        Batch.run(flow, log, folder, Batch.settings(1, null));

        EpisodeStarted seen = flow.started.element();
        String json = new String(Json.bytes(seen), StandardCharsets.UTF_8);
        assertThat(json)
                .contains("Which?")
                .doesNotContainIgnoringCase("secret")
                .doesNotContain("goldenpath")
                .doesNotContain(folder.getFileName().toString())
                .doesNotContain("evaluation-1")
                .doesNotContain("\"B\"")
                .doesNotContain("metric");
        assertThat(seen.purpose()).isEqualTo(Purpose.EVALUATE);
        assertThat(log.results().getFirst()).matches(ItemResult::correct);
    }
}

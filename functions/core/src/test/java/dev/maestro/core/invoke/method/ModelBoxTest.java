package dev.maestro.core.invoke.method;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.core.episode.Json;
import dev.maestro.core.invoke.Image;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("C30")
class ModelBoxTest {

    private static Optional<ModelBox> read(String json, int width, int height, int least) throws Exception {
        JsonNode corners = Json.mapper().readTree(json);
        return ModelBox.read(corners, new Image("sha256:0", new byte[0], width, height), least);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[100,50,300,150]|100|50|200|100",
                "[300,150,100,50]|100|50|200|100",
                "[-20,-5,300,5000]|0|0|300|280",
                "[500,250,900,900]|500|224|60|56",
                "[100,100,101,101]|72|72|57|57",
            })
    void ordersClampsAndGrows(String corners, int x, int y, int width, int height) throws Exception {
        assertThat(read(corners, 560, 280, 56)).contains(new ModelBox(x, y, width, height));
    }

    @Test
    void scalesFromTheSizeThatTheModelSaw() throws Exception {
        // 1000 x 500 is seen as 1008 x 504.
        assertThat(read("[504,252,1008,504]", 1000, 500, 1)).contains(new ModelBox(500, 250, 500, 250));
        assertThat(ModelBox.seenSize(10_000, 5_000)[0] * ModelBox.seenSize(10_000, 5_000)[1])
                .isLessThanOrEqualTo(16384.0 * 28 * 28);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1,2,3]", "[\"1\",2,3,4]", "{}", "[600,0,900,100]", "[0,-9,5,-1]", "null"})
    void takesNoBoxThatIsNoneOrLiesOutside(String corners) throws Exception {
        assertThat(read(corners, 560, 280, 1)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<tool_call>__import__('os').system('id')</tool_call>",
                "<tool_call>{'arguments': {'bbox_2d': [1,2,3,4]}}</tool_call>",
                "I would zoom in [1,2,3,4]",
                "<tool_call>{\"arguments\":",
                ""
            })
    void readsJsonOnlyAndEvaluatesNothing(String reply) {
        Optional<JsonNode> call = Replies.json(reply, "<tool_call>");

        assertThat(call.map(json -> json.path("arguments").path("bbox_2d").isArray()))
                .isNotEqualTo(Optional.of(true));
    }
}

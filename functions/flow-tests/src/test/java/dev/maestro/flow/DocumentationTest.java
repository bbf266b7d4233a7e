package dev.maestro.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.schema.event.EventType;
import dev.maestro.schema.event.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is written about the flow is what {@link Stage} says. */
class DocumentationTest {

    private static final Path ROOT = Path.of("..", "..");

    @Test
    void theTableOfFunctionsIsThatOfTheStages() throws IOException {
        String readme = Files.readString(ROOT.resolve("functions/README.md"));

        for (Stage stage : Stage.values()) {
            assertThat(readme)
                    .contains("| " + stage.word() + " | " + words(stage.consumes()) + " | " + words(stage.produces())
                            + " |");
        }
    }

    @Test
    void theModulesStandInTheOrderOfTheStages() throws IOException {
        String pom = Files.readString(ROOT.resolve("pom.xml"));

        List<Integer> positions = Arrays.stream(Stage.values())
                .map(stage -> pom.indexOf("<module>functions/" + stage.word() + "</module>"))
                .toList();

        assertThat(positions).doesNotContain(-1).isSorted();
    }

    private static String words(List<EventType> types) {
        return types.stream().map(EventType::word).collect(Collectors.joining(", "));
    }
}

package dev.maestro.local.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.local.command.MaestroCommand;
import dev.maestro.local.data.Validation.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidationTest {

    private static final String ITEM = "{\"id\":\"%s\",\"family\":\"f\",\"question\":\"%s\",\"images\":[%s],"
            + "\"answer\":\"%s\",\"answer_type\":\"number\",\"metric\":\"exact\"}\n";

    @TempDir
    Path folder;

    private Validation.Report validate(String lines) throws Exception {
        Files.writeString(folder.resolve("items.jsonl"), lines);
        return Validation.of(folder).getFirst();
    }

    @Test
    void namesTheLineOfEveryItemThatCannotBeRun() throws Exception {
        Validation.Report report = validate(ITEM.formatted("a", "1+1", "", "2")
                + "{\"id\":\n"
                + ITEM.formatted("a", "2+2", "", "4")
                + "\n"
                + ITEM.formatted("b", "see", "\"images/gone.png\"", "4")
                + ITEM.formatted("c", "3+3", "", "6"));

        assertThat(report.items()).isEqualTo(2);
        assertThat(report.errors()).extracting(Finding::line).containsExactly(2, 3, 5);
        assertThat(report.errors().get(1).what()).contains("the id a stands in the list twice");
        assertThat(report.errors().get(2).what()).contains("images/gone.png is missing");
        assertThat(report.warnings()).isEmpty();
        assertThat(MaestroCommand.execute("data", "validate", folder.toString()))
                .isEqualTo(1);
    }

    @Test
    void warnsOfWhatCanBeRunAndMisleads() throws Exception {
        Files.createDirectories(folder.resolve("images"));
        Files.write(folder.resolve("images/used.png"), PublishedData.png(1));
        Files.write(folder.resolve("images/unused.png"), PublishedData.png(2));

        Validation.Report report = validate("\n"
                + ITEM.formatted("a", "1+1", "", "2")
                + ITEM.formatted("b", "1+1", "", "2")
                + ITEM.formatted("c", "1+1", "", "3")
                + ITEM.formatted("d", "how many", "\"images/used.png\"", "some"));

        assertThat(report.errors()).isEmpty();
        assertThat(report.warnings()).extracting(Finding::line).containsExactly(3, 4, 5);
        assertThat(report.warnings())
                .extracting(Finding::what)
                .satisfiesExactly(
                        what -> assertThat(what).isEqualTo("repeats line 2"),
                        what -> assertThat(what).contains("has another answer: '3', not '2'"),
                        what -> assertThat(what).contains("'some', which itself would not count as right"));
        assertThat(report.unused()).containsExactly("images/unused.png");
        assertThat(MaestroCommand.execute("data", "validate", folder.toString()))
                .isZero();
    }

    @Test
    void endsWithOneOnAnEmptyListAndWithTwoWithoutOne() throws IOException {
        assertThat(MaestroCommand.execute("data", "validate", folder.toString()))
                .isEqualTo(2);
        Files.writeString(folder.resolve("items.jsonl"), "");

        assertThat(MaestroCommand.execute("data", "validate", folder.toString()))
                .isEqualTo(1);
    }
}

package dev.maestro.local.command.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.core.episode.Json;
import dev.maestro.local.command.MaestroCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataCommandTest {

    @TempDir
    Path folder;

    private String good = "";
    private String mixed = "";

    @BeforeEach
    void files() throws IOException {
        good = Files.writeString(folder.resolve("good.csv"), "question,answer\n1+1,2\n2+2,4\n")
                .toString();
        mixed = Files.writeString(folder.resolve("mixed.csv"), "question,answer\n1+1,2\n2+2\n")
                .toString();
    }

    private static int run(String... arguments) {
        return MaestroCommand.execute(arguments);
    }

    private String in(String name) {
        return folder.resolve(name).toString();
    }

    @Test
    void endsWithZeroWhenAllRowsAreItems() throws IOException {
        int code = run("data", "convert", good, "--to", in("set"), "--json", in("report.json"));

        assertThat(code).isZero();
        JsonNode json = Json.mapper().readTree(folder.resolve("report.json").toFile());
        assertThat(json.path("items").asInt()).isEqualTo(2);
        assertThat(folder.resolve("set/items.jsonl")).exists();
        assertThat(run("data", "inspect", in("set"))).isZero();
    }

    @Test
    void endsWithOneWhenRowsWereLeftOutOrStoppedTheConversion() {
        int skipping = run("data", "convert", mixed, "--skip-bad", "--to", in("skipped"));
        int stopping = run("data", "convert", mixed, "--to", in("stopped"));

        assertThat(skipping).isEqualTo(1);
        assertThat(stopping).isEqualTo(1);
        assertThat(folder.resolve("skipped/items.jsonl")).exists();
        assertThat(folder.resolve("stopped/items.jsonl")).doesNotExist();
    }

    @Test
    void endsWithTwoOnWrongUse() {
        assertThat(run("data", "convert", in("gone.csv"), "--to", in("set"))).isEqualTo(2);
        assertThat(run("data", "convert", good, "--question", "ask", "--to", in("set")))
                .isEqualTo(2);
        assertThat(run("data", "convert", good, "--metric", "guess", "--to", in("set")))
                .isEqualTo(2);
        assertThat(run("data", "convert", good, "--from", "excel", "--to", in("set")))
                .isEqualTo(2);
        assertThat(run("data", "convert", good)).isEqualTo(2);
    }
}

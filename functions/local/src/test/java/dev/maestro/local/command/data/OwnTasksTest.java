package dev.maestro.local.command.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.maestro.local.calibrate.CalibrationItem;
import dev.maestro.local.command.option.SetOptions;
import dev.maestro.local.command.terminal.UserException;
import dev.maestro.schema.wire.DataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class OwnTasksTest {

    @TempDir
    private Path folder;

    private static SetOptions options(String... arguments) {
        SetOptions options = new SetOptions();
        new CommandLine(options).parseArgs(arguments);
        return options;
    }

    private void set(String name, int items) throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < items; i++) {
            lines.add("{\"id\":\"q%d\",\"family\":\"sums\",\"question\":\"What is 1 + %d?\",\"images\":[],"
                            .formatted(i, i)
                    + "\"answer\":\"%d\",\"answer_type\":\"number\",\"metric\":\"exact\"}".formatted(i + 1));
        }
        Files.createDirectories(folder.resolve(name));
        Files.write(folder.resolve(name).resolve("items.jsonl"), lines);
    }

    private static Set<String> questions(OwnTasks tasks) {
        Set<String> questions = new HashSet<>();
        for (int i = 0; i < tasks.size(); i++) {
            questions.add(tasks.get(i).question());
        }
        return questions;
    }

    @Test
    void takesTheTasksOfEverySetBelowAFolderInTurns() throws Exception {
        set("one", 3);
        set("two", 1);

        OwnTasks tasks = OwnTasks.read(options("--data", folder.toString()), 1);

        List<String> ids = new ArrayList<>();
        for (int i = 0; i < tasks.size(); i++) {
            ids.add(tasks.get(i).id());
        }
        CalibrationItem second = tasks.get(1);
        assertThat(ids).extracting(id -> id.substring(0, 3)).containsExactly("one", "two", "one", "one");
        assertThat(ids).containsExactlyInAnyOrder("one/q0", "two/q0", "one/q1", "one/q2");
        assertThat(second.question()).isEqualTo("What is 1 + 0?");
        assertThat(second.reference().answer()).isEqualTo("1");
        assertThat(second.reference().source()).isEqualTo(tasks.source(1));
        assertThat(tasks.family(1)).isEqualTo("sums");
    }

    @Test
    void learnsFromNothingThatTheOtherHalfIsJudgedBy() throws Exception {
        set("one", 60);

        OwnTasks train = OwnTasks.read(options("--data", folder.toString(), "--half", "train"), 1);
        OwnTasks dev = OwnTasks.read(options("--data", folder.toString(), "--half", "dev"), 1);

        assertThat(train.size()).isBetween(15, 45);
        assertThat(train.size() + dev.size()).isEqualTo(60);
        assertThat(questions(train)).doesNotContainAnyElementsOf(questions(dev));
    }

    @Test
    void drawsSoManyOfEachSet() throws Exception {
        set("one", 40);
        set("two", 40);

        OwnTasks tasks = OwnTasks.read(options("--data", folder.toString(), "--limit", "7"), 1);
        OwnTasks others = OwnTasks.read(options("--data", folder.toString(), "--limit", "7"), 2);

        assertThat(tasks.size()).isEqualTo(14);
        assertThat(questions(tasks)).isNotEqualTo(questions(others));
    }

    @Test
    void mixesTheTasksOfAListSoThatARunCutShortHasSeenAllKinds() throws Exception {
        set("one", 100);

        OwnTasks tasks = OwnTasks.read(options("--data", folder.toString()), 1);
        OwnTasks again = OwnTasks.read(options("--data", folder.toString()), 1);

        Set<String> early = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            early.add(tasks.get(i).id());
            assertThat(again.get(i).id()).isEqualTo(tasks.get(i).id());
        }
        assertThat(early).anyMatch(id -> Integer.parseInt(id.substring(5)) >= 60);
    }

    @Test
    void namesTheSetsWithTheLicencesBesideThem() throws Exception {
        set("one", 2);
        set("two", 1);
        Files.writeString(
                folder.resolve("one/LICENSE.txt"),
                "\n  MIT License\n\nCopyright (c) 2024 Somebody\n\nPermission ...\n");

        OwnTasks tasks = OwnTasks.read(options("--data", folder.toString()), 1);

        assertThat(tasks.sources())
                .extracting(DataSource::name, DataSource::licence)
                .containsExactlyInAnyOrder(
                        tuple("one", "MIT License, Copyright (c) 2024 Somebody"), tuple("two", "none stated"));
        assertThat(tasks.source(1).name()).isEqualTo("two");
        assertThat(tasks.source(0).sha256())
                .hasSize(64)
                .isNotEqualTo(tasks.source(1).sha256());
    }

    @Test
    void takesALicenceThatIsNoTextByItsName() throws Exception {
        set("one", 1);
        Files.write(folder.resolve("one/LICENSE"), new byte[] {'M', (byte) 0xe9, 'T', '\n'});

        OwnTasks tasks = OwnTasks.read(options("--data", folder.toString()), 1);

        assertThat(tasks.source(0).licence()).isEqualTo("see LICENSE");
    }

    @Test
    void isEmptyWithoutAFolder() throws Exception {
        assertThat(OwnTasks.read(options(), 1)).isSameAs(OwnTasks.NONE);
    }

    @Test
    void namesTheLineThatIsNoTask() throws Exception {
        set("one", 2);
        Files.writeString(folder.resolve("one/items.jsonl"), "{\"id\":\"x\"}\n");

        assertThatThrownBy(() -> OwnTasks.read(options("--data", folder.toString()), 1))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("items.jsonl line 1: it has no ")
                .hasMessageContaining("Mend the line, or add --skip-bad-lines");
    }
}

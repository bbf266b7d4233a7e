package dev.maestro.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.core.episode.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Learning through the whole flow in one process, and from its topic in another. */
class TrainCommandIT {

    @TempDir
    private Path folder;

    private CommandProcess run(String... arguments) throws Exception {
        return CommandProcess.run(folder, Map.of(), arguments);
    }

    private Path tasks() throws Exception {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 4; i++) {
            lines.append("""
                    {"id":"sum%d","benchmark":"mine","family":"sum","question":"What is %d + %d?","images":[],\
                    "answer":"%d","answer_type":"number","metric":"exact","split":"train"}
                    """.formatted(i, 10 + i, 20 + i, 30 + 2 * i));
        }
        Path data = Files.createDirectories(folder.resolve("tasks"));
        Files.writeString(data.resolve("items.jsonl"), lines);
        return data;
    }

    @Test
    void makesTheSameWeightsLiveAndAgainFromTheTopicByTheirManifests() throws Exception {
        String data = tasks().toString();
        Path json = folder.resolve("train.json");

        CommandProcess live = run(
                "train",
                "--data",
                data,
                "--updates",
                "2",
                "--batch-groups",
                "2",
                "--rollouts",
                "4",
                "--json",
                json.toString());
        CommandProcess replayed = run("train", "--from-topic", "--batch-groups", "2", "--rollouts", "4");
        CommandProcess promoted = run("policy", "promote", "3");
        CommandProcess listed = run("policy", "list");
        CommandProcess back = run("policy", "rollback");

        assertThat(live.exitCode()).as(live.out()).isZero();
        JsonNode report = Json.mapper().readTree(json.toFile());
        assertThat(report.path("trajectories").asInt()).isEqualTo(16);
        assertThat(report.path("dropped").asInt()).isZero();
        assertThat(report.path("newest").asInt()).isEqualTo(3);
        assertThat(replayed.out())
                .contains("version 2 by its manifest: the same weights to the bit")
                .contains("version 3 by its manifest: the same weights to the bit");
        assertThat(replayed.exitCode()).isZero();
        assertThat(promoted.out()).contains("version 3 decides now; before it was 1");
        assertThat(listed.out()).containsPattern("3 +yes");
        assertThat(back.out()).contains("version 1 decides again; 3 no longer does");
    }

    @Test
    void saysAtOnceThatARunningLearnerTakesOtherBatches() throws Exception {
        String data = tasks().toString();
        Path out = Files.createFile(folder.resolve("serve.txt"));
        Map<String, String> small = Map.of("MAESTRO_TRAIN_BATCH_GROUPS", "2", "MAESTRO_TRAIN_GROUP_SIZE", "4");
        Process serve = CommandProcess.start(folder, small, out, "serve", "--port", "0");
        try {
            while (serve.isAlive() && !Files.readString(out).contains("Ready.")) {
                Thread.sleep(50);
            }

            CommandProcess other = run("train", "--data", data, "--updates", "1", "--batch-groups", "4");
            CommandProcess same =
                    run("train", "--data", data, "--updates", "1", "--batch-groups", "2", "--rollouts", "4");

            assertThat(other.out())
                    .contains("learns with --batch-groups 2 --rollouts 4 --learning-rate 0.003. Use these, or stop it");
            assertThat(other.exitCode()).isEqualTo(2);
            assertThat(same.out()).contains("version 2: reward");
            assertThat(same.exitCode()).isZero();
        } finally {
            serve.destroy();
            serve.waitFor();
        }
    }
}

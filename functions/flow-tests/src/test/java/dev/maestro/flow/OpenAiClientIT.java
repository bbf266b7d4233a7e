package dev.maestro.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The official client of OpenAI, unmodified, against the packaged gateway with the whole flow behind it. Needs node and
 * npm and the package from the registry that npm is set to; without them it is skipped, and says so.
 */
class OpenAiClientIT {

    private static final String CLIENT = "openai@6.49.0";
    private static final Path SCRIPT = Path.of("src", "test", "node", "openai-client.mjs");
    private static final Path PACKAGES = Path.of("target", "openai-client");

    @TempDir
    private Path folder;

    @Test
    void anUnmodifiedClientAsksStreamsListsModelsAndReadsErrors() throws Exception {
        installClient();
        try (FlowFixture flow = new FlowFixture(folder, 5)) {
            FunctionProcess gateway = flow.start("gateway", 0);
            Path out = folder.resolve("seen.json");

            int exit = run(
                    List.of(
                            "node",
                            PACKAGES.resolve("client.mjs").toString(),
                            gateway.address() + "/v1",
                            out.toAbsolutePath().toString()),
                    120);

            assertThat(exit).as(log()).isZero();
            JsonNode seen = new ObjectMapper().readTree(out.toFile());
            assertThat(seen.path("models").toString()).isEqualTo("[\"maestro\",\"maestro/scripted\"]");
            assertThat(seen.at("/model/id").asText()).isEqualTo("maestro/scripted");

            JsonNode completion = seen.path("completion");
            assertThat(completion.at("/choices/0/message/content").asText()).isEqualTo("42");
            assertThat(completion.at("/choices/0/finish_reason").asText()).isEqualTo("stop");
            assertThat(completion.at("/maestro/episodeId").asText()).startsWith("e-");
            assertThat(completion.at("/maestro/steps/0/expertId").asText()).isEqualTo("stub");
            assertThat(completion.at("/usage/total_tokens").asLong())
                    .isEqualTo(completion.at("/maestro/cost/tokens").asLong());

            assertThat(seen.at("/streamed/text").asText()).isEqualTo("42");
            assertThat(seen.at("/streamed/finish").asText()).isEqualTo("stop");
            assertThat(seen.at("/streamed/episodeId").asText()).startsWith("e-");
            assertThat(seen.at("/streamed/usage/total_tokens").isNumber()).isTrue();

            assertThat(seen.at("/conversation/choices/0/message/content").asText())
                    .isEqualTo("42");
            assertThat(seen.at("/repeated/maestro/episodeId").asText())
                    .isEqualTo(seen.at("/repeatedAgain/maestro/episodeId").asText());

            assertThat(seen.at("/unknownModel/class").asText()).isEqualTo("NotFoundError");
            assertThat(seen.at("/unknownModel/code").asText()).isEqualTo("model_not_found");
            assertThat(seen.at("/tools/class").asText()).isEqualTo("BadRequestError");
            assertThat(seen.at("/tools/param").asText()).isEqualTo("tools");
            assertThat(seen.at("/brokenImage/class").asText()).isEqualTo("BadRequestError");
            assertThat(seen.at("/brokenImage/message").asText()).contains("image 1");
        }
    }

    private static void installClient() throws Exception {
        assumeTrue(works("node", "--version"), "node is not installed");
        assumeTrue(works("npm", "--version"), "npm is not installed");
        Files.createDirectories(PACKAGES);
        Files.copy(SCRIPT, PACKAGES.resolve("client.mjs"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        if (!Files.exists(PACKAGES.resolve("node_modules").resolve("openai"))) {
            Files.writeString(PACKAGES.resolve("package.json"), "{\"private\": true}");
            int exit = run(
                    List.of(
                            "npm",
                            "install",
                            "--prefix",
                            PACKAGES.toString(),
                            "--no-audit",
                            "--no-fund",
                            "--fetch-retries=0",
                            "--fetch-timeout=20000",
                            CLIENT),
                    60);
            assumeTrue(exit == 0, "npm cannot get " + CLIENT + ": " + log());
        }
    }

    private static boolean works(String... command) throws InterruptedException {
        try {
            return run(List.of(command), 20) == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static Path logFile() {
        return PACKAGES.resolve("output.log");
    }

    private static String log() throws IOException {
        return Files.readString(logFile());
    }

    private static int run(List<String> command, int seconds) throws IOException, InterruptedException {
        Files.createDirectories(PACKAGES);
        Process process = new ProcessBuilder(new ArrayList<>(command))
                .redirectErrorStream(true)
                .redirectOutput(logFile().toFile())
                .start();
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            return -1;
        }
        return process.exitValue();
    }
}

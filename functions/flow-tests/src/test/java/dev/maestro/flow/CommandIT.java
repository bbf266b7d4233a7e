package dev.maestro.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.core.episode.Json;
import dev.maestro.lab.traffic.RecordedTrafficServer;
import dev.maestro.lab.traffic.Recording;
import dev.maestro.local.recorded.RecordedEnsemble;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher's commands as processes of their own, as a user runs them. */
class CommandIT {

    @TempDir
    private Path folder;

    private CommandProcess run(Map<String, String> environment, String... arguments) throws Exception {
        return CommandProcess.run(folder, environment, arguments);
    }

    private CommandProcess run(String... arguments) throws Exception {
        return run(Map.of(), arguments);
    }

    @Test
    void saysWhatIsWrongWithACommandLine() throws Exception {
        CommandProcess unknown = run("ask", "--nonsense", "What?");
        CommandProcess empty = run("ask", " ");
        CommandProcess missing = run("ask", "--image", "nowhere.png", "What?");

        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.out()).contains("--nonsense").contains("./maestro ask --help");
        assertThat(empty)
                .isEqualTo(new CommandProcess(
                        2, "maestro: The question is empty. Write what you want to know, in quotes.\n"));
        assertThat(missing)
                .isEqualTo(new CommandProcess(
                        2, "maestro: There is no file nowhere.png. Check the path given with --image.\n"));
    }

    @Test
    void namesAPortThatIsInUse() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(taken.getLocalPort());

            CommandProcess http = run("serve", "--port", port);
            CommandProcess kafka = run("serve", "--port", "0", "--kafka-port", port);

            assertThat(http.exitCode()).as(http.out()).isNotZero();
            assertThat(http.out()).contains("Port " + port).contains("Choose another with --port");
            assertThat(kafka.exitCode()).as(kafka.out()).isNotZero();
            assertThat(kafka.out()).contains("Port " + port).contains("Choose another with --kafka-port");
            assertThat(http.out() + kafka.out()).doesNotContain("\tat ");
        }
    }

    @Test
    void namesLineAndFieldOfARegistryThatDoesNotHold() throws Exception {
        Path cycle = folder.resolve("cycle.yaml");
        Files.writeString(cycle, """
                name: mine
                experts:
                  - id: reader
                    capabilities: [read-text]
                    description: reads
                    endpoint: {type: triton, model: reader}
                    licence: none
                  - id: other
                    aliases: [READER]
                    capabilities: [read-text]
                    description: reads
                    endpoint: {type: triton, model: other}
                    licence: none
                skills:
                  - {id: read, tier: 2, description: reads, parent: look, procedure: read-page, capabilities: [read-text]}
                  - {id: look, tier: 2, description: looks, parent: read, procedure: read-page, capabilities: [read-text]}
                policies: []
                """);
        Path broken = Files.writeString(folder.resolve("broken.yaml"), "experts:\n  - id: [\n");

        CommandProcess circle = run("registry", "validate", cycle.toString());
        CommandProcess malformed = run("registry", "validate", broken.toString());

        assertThat(circle.exitCode()).as(circle.out()).isNotZero();
        assertThat(circle.out())
                .contains("line 9, experts[1].aliases[0]: the name \"READER\" is taken by experts[0].id in line 3")
                .contains("line 15, skills[0].parent: the parents go in a circle: read -> look -> read");
        assertThat(malformed.exitCode()).isNotZero();
        assertThat(malformed.out()).contains("broken.yaml line 3: not YAML").doesNotContain("\tat ");
    }

    @Test
    void stopsCleanlyWhenItIsAskedTo() throws Exception {
        Path out = folder.resolve("serve.txt");
        Process serve = CommandProcess.start(folder, Map.of(), out, "serve", "--port", "0");
        long latest = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
        while (!Files.readString(out).contains("Ready.") && serve.isAlive() && System.nanoTime() < latest) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
        assertThat(Files.readString(out)).contains("Ready.");

        // The same way out as Ctrl-C, which a test run in the background would not get.
        serve.destroy();

        assertThat(serve.waitFor(20, TimeUnit.SECONDS)).as("stopped").isTrue();
        assertThat(Files.readString(out)).doesNotContain("\tat ");
        assertThat(folder.resolve("home").resolve("run.json")).doesNotExist();
    }

    @Test
    void asksAModelThatTheUserAdded() throws Exception {
        Recording recording = Recording.read("""
                {"models":["my-model"],"exchanges":[
                  {"question":"What is the capital of France? End with one line \\"Answer: \\" and the answer only: a number, a word or yes or no.",
                   "images":0,"answer":"Answer: Paris","inputTokens":9,"outputTokens":1}]}
                """.getBytes(StandardCharsets.UTF_8));
        try (RecordedTrafficServer server = RecordedTrafficServer.start(recording, 0, "k-123")) {
            CommandProcess added =
                    run("registry", "add", "--openai", server.url(), "--model", "my-model", "--secret-ref", "mine");
            Path json = folder.resolve("ask.json");

            CommandProcess asked = run(
                    Map.of("MAESTRO_SECRET_MINE", "k-123"),
                    "ask",
                    "--expert",
                    "my-model",
                    "--policy",
                    "scripted",
                    "--json",
                    json.toString(),
                    "What is the capital of France?");

            assertThat(added.exitCode()).as(added.out()).isZero();
            assertThat(asked.exitCode()).as(asked.out()).isZero();
            assertThat(asked.out()).startsWith("Paris\n").contains("my-model").doesNotContain("k-123");
            JsonNode report = Json.mapper().readTree(json.toFile());
            assertThat(report.at("/state/usage/tokens").asInt()).isEqualTo(10);
            assertThat(server.requests()).hasSize(1);
        }
    }

    private static Map<String, String> addresses(RecordedEnsemble ensemble) {
        return Map.of(
                "MAESTRO_ADDRESS_POLICY", ensemble.target(),
                "MAESTRO_ADDRESS_CHART_R1", ensemble.url(),
                "MAESTRO_ADDRESS_GLM_4_6V_FLASH", ensemble.url(),
                "MAESTRO_ADDRESS_QWEN3_VL_8B", ensemble.url(),
                "MAESTRO_ADDRESS_GLM_OCR", ensemble.url(),
                "MAESTRO_ADDRESS_DEEPEYES", ensemble.url(),
                "MAESTRO_ADDRESS_DETECTION", ensemble.url(),
                "MAESTRO_ADDRESS_CAPTION", ensemble.url(),
                "MAESTRO_SECRET_OPENAI", "k-456");
    }

    private Path picture() throws IOException {
        Path file = folder.resolve("chart.png");
        ImageIO.write(new BufferedImage(560, 280, BufferedImage.TYPE_INT_RGB), "png", file.toFile());
        return file;
    }

    @Test
    @Tag("C13")
    @Tag("C20")
    @Tag("C43")
    @Tag("C48")
    void playsAWholeEpisodeOfThePapersPolicyAndExperts() throws Exception {
        Path json = folder.resolve("paper.json");
        String registry = "../../registry-schema/registries/maestro-paper.yaml";
        try (RecordedEnsemble ensemble = RecordedEnsemble.start(Recording.paper(), 0, 0)) {
            CommandProcess asked = run(
                    addresses(ensemble),
                    "ask",
                    "--registry",
                    registry,
                    "--policy",
                    "generative",
                    "--image",
                    picture().toString(),
                    "--json",
                    json.toString(),
                    "What does the chart say about North?");

            assertThat(asked.exitCode()).as(asked.out()).isZero();
            assertThat(asked.out())
                    .startsWith("42\n")
                    .contains("chart-r1", "chart-problem-solver", "policy generative")
                    .doesNotContain("k-456");
            JsonNode state = read(json).path("state");
            assertThat(state.path("steps")).hasSize(2);
            assertThat(state.at("/steps/0/decision/extra/generation/tokenIds").isMissingNode())
                    .as("extra fields stand beside the others")
                    .isTrue();
            JsonNode generation = state.at("/steps/0/decision/generation");
            assertThat(generation.path("tokenIds")).isNotEmpty().hasSameSizeAs(generation.path("logProbabilities"));
            assertThat(state.at("/steps/0/decision/text").asText()).endsWith("</search>");
            assertThat(state.at("/steps/0/invocations/0/usage/calls").asInt()).isEqualTo(3);
            assertThat(state.at("/usage/tokens").asInt()).isGreaterThan(100);
            assertThat(ensemble.model("maestro-4b").requests())
                    .hasSize(2)
                    .allSatisfy(request -> assertThat(request.images()).isEqualTo(1))
                    .allSatisfy(request -> assertThat(request.sampling().path("stop"))
                            .extracting(JsonNode::asText)
                            .containsExactly("</search>", "</answer>"));
        }
    }

    @Test
    @Tag("C32")
    @Tag("C42")
    void saysWhatToDoWhenThePapersPolicyCannotBeReached() throws Exception {
        CommandProcess asked = run(
                Map.of("MAESTRO_ADDRESS_POLICY", "127.0.0.1:1"),
                "ask",
                "--registry",
                "../../registry-schema/registries/maestro-paper.yaml",
                "--policy",
                "generative",
                "What is it?");

        assertThat(asked.exitCode()).isEqualTo(1);
        assertThat(asked.out())
                .startsWith("Failed (model-server-unavailable): The policy generative cannot decide: Model server"
                        + " 127.0.0.1:1 does not answer");
    }

    @Test
    void answersGeneratedQuestionsAndReportsThem() throws Exception {
        Path json = folder.resolve("demo.json");

        CommandProcess demo = run("demo", "--tasks", "11", "--baselines", "random", "--json", json.toString());

        assertThat(demo.exitCode()).as(demo.out()).isZero();
        JsonNode report = read(json);
        assertThat(report.path("tasks").asInt()).isEqualTo(11);
        assertThat(report.path("lost").asInt() + report.path("duplicated").asInt())
                .isZero();
        assertThat(report.path("interval95")).hasSize(2);
        assertThat(report.path("byFamily")).hasSize(11);
        assertThat(report.path("policy").asText()).isEqualTo("pair-scoring");
        assertThat(report.at("/baselines/0/name").asText()).isEqualTo("random");
        assertThat(report.path("correct").asInt()).isPositive();
    }

    private static JsonNode read(Path json) throws IOException {
        return Json.mapper().readTree(json.toFile());
    }
}

package dev.maestro.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.maestro.core.invoke.ExpertReply;
import dev.maestro.core.invoke.ExpertRequest;
import dev.maestro.core.invoke.Image;
import dev.maestro.core.registry.RegistryLoader;
import dev.maestro.core.train.PairScoringOnnx;
import dev.maestro.local.experts.EmbeddedExperts;
import dev.maestro.local.modelserver.EmbeddedModel;
import dev.maestro.local.modelserver.EmbeddedModelServer;
import dev.maestro.local.modelserver.InferenceInput;
import dev.maestro.local.modelserver.InferenceResult;
import dev.maestro.local.modelserver.ModelContract;
import dev.maestro.local.modelserver.ModelException;
import dev.maestro.local.modelserver.ModelServerSettings;
import dev.maestro.runtime.models.call.CallSettings;
import dev.maestro.runtime.models.call.GuardedCalls;
import dev.maestro.runtime.models.call.Pause;
import dev.maestro.runtime.models.kserve.ModelConfig;
import dev.maestro.runtime.models.triton.TritonClient;
import dev.maestro.runtime.models.triton.TritonExperts;
import dev.maestro.schema.registry.Endpoint;
import dev.maestro.schema.registry.Expert;
import dev.maestro.schema.registry.Limits;
import dev.maestro.schema.registry.Price;
import dev.maestro.schema.registry.RegistryDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The models of triton-models/ are those of the registry, and take what Maestro's client sends. */
class ModelRepositoryTest {

    private static final Path PAPER = Tool.ROOT.resolve("registry-schema/registries/maestro-paper.yaml");

    static List<String> models() {
        return Repository.models();
    }

    static List<String> generative() {
        return Repository.generative();
    }

    @ParameterizedTest
    @MethodSource("models")
    void aModelHasTheNameOfItsFolder(String model) {
        assertThat(Repository.config(model).getName()).isEqualTo(model);
    }

    @ParameterizedTest
    @MethodSource("generative")
    void aGenerativeModelHasTheTensorsOfTheVllmBackend(String model) {
        ModelConfig config = Repository.config(model);

        assertThat(Repository.contract(config)).isEqualTo(ModelContract.expert());
        assertThat(config.getMaxBatchSize()).isZero();
    }

    @Test
    void pairScoringHasTheTensorsOfTheModelThatTrainingWrites() {
        ModelConfig written = Repository.parse(PairScoringOnnx.configuration());

        ModelConfig served = Repository.config(PairScoringOnnx.MODEL);

        assertThat(Repository.contract(served)).isEqualTo(Repository.contract(written));
        assertThat(served.getBackend()).isEqualTo(written.getBackend());
        assertThat(served.getMaxBatchSize()).isEqualTo(written.getMaxBatchSize());
    }

    @ParameterizedTest
    @MethodSource("generative")
    void takesWhatTheClientSends(String model) throws IOException {
        Served served = new Served(model, Repository.contract(Repository.config(model)));
        try (EmbeddedModelServer server = EmbeddedModelServer.start(ModelServerSettings.onPort(0), List.of(served));
                TritonClient client = new TritonClient(new GuardedCalls(
                        new CallSettings(1, Duration.ofMillis(1), Duration.ofMillis(1), 9, Duration.ofSeconds(1)),
                        Instant::now,
                        Pause.SLEEP,
                        new Random(1)))) {
            TritonExperts experts = new TritonExperts(client, server.target(), name -> "");
            ExpertRequest request = new ExpertRequest(
                    "generate",
                    "What is this?",
                    List.of(new Image("sha256:0", new byte[] {1, 2, 3}, 1, 1)),
                    Map.of("temperature", 0.2));

            ExpertReply reply =
                    experts.call(expert(model), request, Instant.now().plusSeconds(30));

            assertThat(reply.text()).isEqualTo("What is this?");
        }
    }

    @Test
    void everyExpertOfThePaperIsServedByItsId(@TempDir Path nativeFolder) throws IOException {
        if (!Files.exists(PAPER)) {
            abort("needs " + PAPER.getFileName());
        }
        RegistryDocument registry =
                RegistryLoader.load(PAPER.toString(), Files.readAllBytes(PAPER)).document();

        for (Expert expert : registry.experts()) {
            if (expert.endpoint() instanceof Endpoint.OpenAi endpoint
                    && endpoint.url().startsWith("https://")) {
                continue; // somebody else's server
            }
            if (!expert.capabilities().contains("generate") && expert.endpoint() instanceof Endpoint.Triton tool) {
                assertThat(EmbeddedExperts.all(nativeFolder))
                        .as("the model server that maestro.model-server.tools-target names")
                        .extracting(EmbeddedModel::name)
                        .contains(tool.model());
                continue;
            }
            assertThat(Repository.generative()).contains(expert.id());
            String folder = Path.of(Repository.engine(expert.id()).path("model").asText())
                    .getFileName()
                    .toString();
            assertThat(folder.toLowerCase(Locale.ROOT))
                    .isEqualTo(servedName(expert).toLowerCase(Locale.ROOT));
            assertThat(Repository.engine(expert.id())
                            .path("limit_mm_per_prompt")
                            .path("image")
                            .asInt())
                    .as(expert.id() + ": images in one call")
                    .isGreaterThanOrEqualTo(expert.limits().maxImages());
        }
    }

    private static String servedName(Expert expert) {
        return switch (expert.endpoint()) {
            case Endpoint.OpenAi endpoint -> endpoint.model();
            case Endpoint.Triton endpoint -> endpoint.model();
            case Endpoint.Mcp endpoint -> endpoint.tool();
        };
    }

    private static Expert expert(String model) {
        return new Expert(
                model,
                List.of(),
                List.of("generate"),
                new Endpoint.Triton(null, model, null),
                null,
                null,
                "",
                "",
                Price.FREE,
                10,
                Limits.DEFAULT,
                "none");
    }

    /** A stand-in with the tensors of the configuration; the server refuses what does not fit them. */
    private record Served(String name, ModelContract contract) implements EmbeddedModel {

        @Override
        public InferenceResult infer(InferenceInput input) throws ModelException {
            return InferenceResult.reply(input, input.text("text_input"));
        }
    }
}

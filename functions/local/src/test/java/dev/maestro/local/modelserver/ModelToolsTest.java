package dev.maestro.local.modelserver;

import static dev.maestro.local.modelserver.ModelClients.inAMinute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import dev.maestro.core.decide.JavaScorer;
import dev.maestro.core.decide.PairFeatures;
import dev.maestro.core.decide.ResidualWeights;
import dev.maestro.core.invoke.ExpertException;
import dev.maestro.core.invoke.Image;
import dev.maestro.core.train.PairScoringOnnx;
import dev.maestro.runtime.models.call.Pause;
import dev.maestro.runtime.models.kserve.RepositoryModelLoadRequest;
import dev.maestro.runtime.models.tensor.Tensor;
import dev.maestro.runtime.models.triton.ModelAddress;
import dev.maestro.runtime.models.triton.ModelImages;
import dev.maestro.runtime.models.triton.ModelScorer;
import dev.maestro.runtime.models.triton.ModelTextEncoder;
import dev.maestro.runtime.models.triton.TritonClient;
import dev.maestro.schema.wire.Outcome;
import dev.maestro.schema.wire.Usage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelToolsTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Image SOURCE = new Image("sha256:0", new byte[] {9, 8, 7}, 100, 50);

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final TritonClient client = ModelClients.client(Pause.SLEEP);
    private EmbeddedModelServer server;

    @BeforeEach
    void start() throws IOException {
        TestModel tools = new TestModel("image-tools", ModelContract.imageTools(), this::picture);
        TestModel encoder = new TestModel("text-encoder", ModelContract.textEncoder(), input -> {
            asked.add(input.text("text_input"));
            float[] point = new float[384];
            point[input.text("text_input").length()] = 1;
            return InferenceResult.of(Tensor.floats("embedding", point));
        });
        server = EmbeddedModelServer.start(ModelServerSettings.onPort(0), List.of(tools, encoder));
    }

    private InferenceResult picture(InferenceInput input) throws ModelException {
        String operation = input.text("text_input");
        asked.add(operation);
        if (operation.contains("statistics")) {
            return InferenceResult.of(Tensor.floats("statistics", new float[14]));
        }
        if (operation.contains("clean")) {
            throw ModelException.refused("not-an-image", "cannot be decoded");
        }
        if (operation.contains("upright")) {
            return InferenceResult.of(Tensor.text("image", "no size"));
        }
        return InferenceResult.of(
                Tensor.bytes("image", input.bytes("image")), Tensor.longs("width", 20), Tensor.longs("height", 10));
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @Test
    void cropsWithTheBytesAsTheyAreAndTellsTheMeter() {
        List<Usage> metered = new ArrayList<>();
        ModelImages images = new ModelImages(client, server.target(), 4, TIMEOUT);

        Image cropped = images.metered(metered::add).crop(SOURCE, 1, 2, 10, 5, 2.0, inAMinute());

        assertThat(cropped.bytes()).containsExactly(9, 8, 7);
        assertThat(cropped.width()).isEqualTo(20);
        assertThat(cropped.height()).isEqualTo(10);
        assertThat(cropped.digest())
                .isEqualTo("sha256:06df4f7e1394f1c57cc6583fba4d8060a5a66f4f4771c14aeff6b9af8a28c9b3");
        assertThat(asked.getFirst())
                .contains(
                        "\"operation\":\"crop\"",
                        "\"x\":1",
                        "\"y\":2",
                        "\"width\":10",
                        "\"height\":5",
                        "\"scale\":2.0");
        assertThat(metered).hasSize(1);
        assertThat(metered.getFirst().calls()).isZero();
        assertThat(metered.getFirst().cpuMillis()).isPositive();
    }

    @Test
    void passesOnARefusalAndFindsAReplyThatDoesNotFit() {
        ModelImages images = new ModelImages(client, server.target(), 4, TIMEOUT);

        ExpertException refused = catchThrowableOfType(ExpertException.class, () -> images.clean(SOURCE, inAMinute()));
        ExpertException malformed =
                catchThrowableOfType(ExpertException.class, () -> images.upright(SOURCE, inAMinute()));

        assertThat(refused.outcome()).isEqualTo(new Outcome.Refused("not-an-image", "cannot be decoded"));
        assertThat(malformed.outcome()).isInstanceOfSatisfying(Outcome.Failed.class, failed -> {
            assertThat(failed.code()).isEqualTo("malformed-reply");
            assertThat(failed.message()).contains("'width'");
        });
        assertThat(images.statistics(SOURCE, inAMinute())).hasSize(14);
    }

    @Test
    void scoresCandidatesAsTheJavaScorerDoesAlsoAfterTheServerLoadsNewWeights(@TempDir Path repository)
            throws IOException {
        ResidualWeights first = ResidualWeights.random(1);
        ResidualWeights second = ResidualWeights.random(2);
        TinyOnnx.write(
                repository,
                PairScoringOnnx.MODEL,
                1,
                PairScoringOnnx.bytes(first),
                PairScoringOnnx.configuration() + "version_policy { all {} }");
        try (EmbeddedModelServer policies =
                        EmbeddedModelServer.start(ModelServerSettings.onPort(0).withRepository(repository), List.of());
                KServeCalls calls = new KServeCalls(policies.target())) {
            ModelAddress newest = ModelAddress.of(policies.target(), PairScoringOnnx.MODEL);
            ModelAddress pinned = new ModelAddress(policies.target(), PairScoringOnnx.MODEL, "1", null);
            ModelScorer scorer = new ModelScorer(client, newest, TIMEOUT, InstantSource.system());
            float[][] candidates = new float[7][PairFeatures.CANDIDATE];
            candidates[3][2] = 1.5f;
            float[] context = new float[PairFeatures.CONTEXT];
            context[0] = -0.5f;

            float[] before = scorer.score(candidates, context);
            TinyOnnx.write(
                    repository,
                    PairScoringOnnx.MODEL,
                    2,
                    PairScoringOnnx.bytes(second),
                    PairScoringOnnx.configuration() + "version_policy { all {} }");
            calls.stub()
                    .repositoryModelLoad(RepositoryModelLoadRequest.newBuilder()
                            .setModelName(PairScoringOnnx.MODEL)
                            .build());
            float[] after = scorer.score(candidates, context);
            float[] still = new ModelScorer(client, pinned, TIMEOUT, InstantSource.system()).score(candidates, context);

            assertThat(before).containsExactly(new JavaScorer(first).score(candidates, context), within(1e-4f));
            assertThat(after).containsExactly(new JavaScorer(second).score(candidates, context), within(1e-4f));
            assertThat(still).containsExactly(before, within(1e-6f));
            assertThat(after).isNotEqualTo(before);
        }
    }

    @Test
    void remembersTheLatestTextsAndAsksForNoBlankOne() {
        ModelTextEncoder encoder = new ModelTextEncoder(client, server.target(), TIMEOUT, 2, InstantSource.system());

        float[] first = encoder.encode("a");
        first[1] = 99;
        float[] again = encoder.encode("a");
        encoder.encode("bb");
        encoder.encode("ccc");
        encoder.encode("a");
        float[] blank = encoder.encode("  ");

        assertThat(again[1]).as("a caller cannot change what is remembered").isEqualTo(1f);
        assertThat(asked).containsExactly("a", "bb", "ccc", "a");
        assertThat(blank).hasSize(384).containsOnly(0f);
    }
}

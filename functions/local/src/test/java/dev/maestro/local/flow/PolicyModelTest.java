package dev.maestro.local.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.core.promote.Serving;
import dev.maestro.core.promote.ServingStore;
import dev.maestro.core.train.Checkpoint;
import dev.maestro.core.train.Learner;
import dev.maestro.core.train.PairScoringOnnx;
import dev.maestro.runtime.store.FileObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyModelTest {

    private static final String POLICY = PairScoringOnnx.MODEL;

    @TempDir
    private Path folder;

    private FileObjectStore objects;

    @BeforeEach
    void open() throws IOException {
        objects = FileObjectStore.open(folder.resolve("objects"));
    }

    private static Checkpoint trained(long seed) {
        Checkpoint untrained = Checkpoint.untrained(POLICY, seed);
        Learner.State state = untrained.learner();
        return new Checkpoint(
                POLICY,
                Checkpoint.FIRST,
                new Learner.State(state.parameters(), state.first(), state.second(), 5),
                untrained.experience(),
                0,
                Map.of("gate", "better"));
    }

    private void start(Checkpoint shipped) throws IOException {
        PolicyModel.provide(folder.resolve("models"), objects, shipped.bytes());
    }

    private byte[] served() throws IOException {
        return Files.readAllBytes(folder.resolve("models/pair-scoring/1/model.onnx"));
    }

    @Test
    void theShippedVersionDecidesInAFreshHomeAndAfterAnUpgradeTheNewOneDoes() throws IOException {
        start(trained(2));
        byte[] before = served();
        start(trained(3));

        assertThat(before).isEqualTo(PairScoringOnnx.bytes(trained(2).weights()));
        assertThat(served()).isEqualTo(PairScoringOnnx.bytes(trained(3).weights()));
        assertThat(PolicyModel.trained(objects).map(Checkpoint::weightsSha256))
                .contains(trained(3).weightsSha256());
    }

    @Test
    void theModelServerKeepsTheVersionThatSomebodyChoseAlsoWhenItsFilesAreGone() throws IOException {
        start(trained(2));
        new ServingStore(objects).put(Serving.only(POLICY, Checkpoint.FIRST));
        Files.delete(folder.resolve("models/pair-scoring/config.pbtxt"));

        start(trained(3));

        assertThat(served()).isEqualTo(PairScoringOnnx.bytes(trained(2).weights()));
        assertThat(PolicyModel.trained(objects).map(Checkpoint::weightsSha256))
                .contains(trained(2).weightsSha256());
    }

    @Test
    void untrainedWeightsCountAsNoTrainedVersion() throws IOException {
        start(Checkpoint.untrained(POLICY, 1));

        assertThat(PolicyModel.trained(objects)).isEmpty();
    }

    @Test
    void aModelServerThatStandsAloneHasTheWeightsThatFunctionsWithoutCheckpointAssume() throws IOException {
        PolicyModel.provide(folder.resolve("models"));

        assertThat(served())
                .isEqualTo(PairScoringOnnx.bytes(Checkpoint.untrained(POLICY, 1).weights()));
    }
}

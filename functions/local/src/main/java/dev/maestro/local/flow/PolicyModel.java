package dev.maestro.local.flow;

import dev.maestro.core.episode.ObjectStore;
import dev.maestro.core.train.Checkpoint;
import dev.maestro.core.train.CheckpointStore;
import dev.maestro.core.train.PairScoringOnnx;
import dev.maestro.runtime.models.CallSettings;
import dev.maestro.runtime.models.FolderModelPublisher;
import dev.maestro.runtime.models.GuardedCalls;
import dev.maestro.runtime.models.Pause;
import dev.maestro.runtime.models.TritonClient;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Random;

/**
 * The model of the pair-scoring policy in the model repository. Its first version has the weights that are shipped, or
 * else random small ones, with which the policy decides about as the calibrated router does.
 */
public final class PolicyModel {

    private static final String RESOURCE = "/dev/maestro/local/policy/pair-scoring.checkpoint";
    private static final long SEED = 1;

    private PolicyModel() {}

    /** The shipped weights; empty when none are. */
    static Optional<Checkpoint> shipped() throws IOException {
        try (InputStream stream = PolicyModel.class.getResourceAsStream(RESOURCE)) {
            return stream == null
                    ? Optional.empty()
                    : Optional.of(Checkpoint.read("that is shipped", stream.readAllBytes()));
        }
    }

    /** Writes it in Triton's layout, unless it is there, and gives it to training as the version to begin with. */
    static void provide(Path repository, ObjectStore objects) throws IOException {
        Checkpoint first = first();
        new CheckpointStore(objects, PairScoringOnnx.MODEL).giveFirst(first);
        write(repository, first);
    }

    /**
     * Has the model server of a flow serve a version, whichever decides.
     *
     * @throws IOException when it does not; trying again may help
     */
    public static void load(FlowSession session, Checkpoint checkpoint) throws IOException {
        GuardedCalls calls = new GuardedCalls(CallSettings.DEFAULT, InstantSource.system(), Pause.SLEEP, new Random());
        try (TritonClient client = new TritonClient(calls)) {
            new FolderModelPublisher(
                            session.home().models(), client, session.address().models())
                    .publish(checkpoint);
        }
    }

    /** Writes it in Triton's layout, unless it is there: for a model server that stands alone. */
    public static void provide(Path repository) throws IOException {
        write(repository, first());
    }

    private static Checkpoint first() throws IOException {
        return shipped().orElseGet(() -> Checkpoint.untrained(PairScoringOnnx.MODEL, SEED));
    }

    private static void write(Path repository, Checkpoint first) throws IOException {
        Path model = repository.resolve(PairScoringOnnx.MODEL);
        Path file = model.resolve("1").resolve("model.onnx");
        Path config = model.resolve("config.pbtxt");
        boolean current = Files.exists(file)
                && Files.exists(config)
                && Files.readString(config).equals(PairScoringOnnx.configuration());
        if (!current) {
            Files.createDirectories(file.getParent());
            Files.writeString(config, PairScoringOnnx.configuration());
            Files.write(file, PairScoringOnnx.bytes(first.weights()));
        }
    }
}

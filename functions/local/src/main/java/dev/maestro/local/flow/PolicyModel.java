package dev.maestro.local.flow;

import dev.maestro.core.episode.ObjectStore;
import dev.maestro.core.promote.ServingStore;
import dev.maestro.core.promote.ShippedVersion;
import dev.maestro.core.train.Checkpoint;
import dev.maestro.core.train.CheckpointStore;
import dev.maestro.core.train.PairScoringOnnx;
import dev.maestro.runtime.models.call.CallSettings;
import dev.maestro.runtime.models.call.GuardedCalls;
import dev.maestro.runtime.models.call.Pause;
import dev.maestro.runtime.models.publish.FolderModelPublisher;
import dev.maestro.runtime.models.triton.TritonClient;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Random;

/**
 * The model of the pair-scoring policy in the model repository. Its first version is the one that Maestro comes with, or
 * else random small weights, with which the policy decides about as the calibrated router does.
 */
public final class PolicyModel {

    /** The version that Maestro comes with, on the class path. */
    public static final String RESOURCE = "/dev/maestro/local/policy/pair-scoring.checkpoint";

    private static final long SEED = 1;

    private PolicyModel() {}

    /** The bytes of the shipped version; empty when none is. */
    public static Optional<byte[]> shipped() throws IOException {
        try (InputStream stream = PolicyModel.class.getResourceAsStream(RESOURCE)) {
            return stream == null ? Optional.empty() : Optional.of(stream.readAllBytes());
        }
    }

    /**
     * The version that decides for the pair-scoring policy, when it is one that learned something: it was shipped or
     * promoted, so it had to be better than what decided before.
     *
     * @throws dev.maestro.core.episode.TerminalException {@code damaged-checkpoint}
     */
    public static Optional<Checkpoint> trained(ObjectStore objects) throws IOException {
        long version = new ServingStore(objects)
                .of(PairScoringOnnx.MODEL, Checkpoint.FIRST)
                .version();
        return Optional.of(
                        new CheckpointStore(objects, PairScoringOnnx.MODEL).checkpoint(PairScoringOnnx.MODEL, version))
                .filter(Checkpoint::isTrained);
    }

    /** Writes it in Triton's layout, unless it is there, and gives it to training as the version to begin with. */
    static void provide(Path repository, ObjectStore objects) throws IOException {
        provide(repository, objects, shipped().orElseGet(() -> untrained().bytes()));
    }

    static void provide(Path repository, ObjectStore objects, byte[] first) throws IOException {
        boolean given =
                new ShippedVersion(objects, PairScoringOnnx.MODEL, first).give(version -> write(repository, version));
        if (!given && !isCurrent(repository)) {
            write(repository, new CheckpointStore(objects, PairScoringOnnx.MODEL).first(PairScoringOnnx.MODEL));
        }
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

    /**
     * Writes the untrained version in Triton's layout, unless there is one: for a model server that stands alone, whose
     * functions find no checkpoint in their object store before one is trained.
     */
    public static void provide(Path repository) throws IOException {
        if (!isCurrent(repository)) {
            write(repository, untrained());
        }
    }

    private static Checkpoint untrained() {
        return Checkpoint.untrained(PairScoringOnnx.MODEL, SEED);
    }

    private static boolean isCurrent(Path repository) throws IOException {
        Path config = config(repository);
        return Files.exists(file(repository))
                && Files.exists(config)
                && Files.readString(config).equals(PairScoringOnnx.configuration());
    }

    private static Path file(Path repository) {
        return repository
                .resolve(PairScoringOnnx.MODEL)
                .resolve(Long.toString(Checkpoint.FIRST))
                .resolve("model.onnx");
    }

    private static Path config(Path repository) {
        return repository.resolve(PairScoringOnnx.MODEL).resolve("config.pbtxt");
    }

    private static void write(Path repository, Checkpoint first) throws IOException {
        Path file = file(repository);
        Files.createDirectories(file.getParent());
        Files.writeString(config(repository), PairScoringOnnx.configuration());
        Files.write(file, PairScoringOnnx.bytes(first.weights()));
    }
}

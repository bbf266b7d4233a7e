package dev.maestro.local.flow;

import dev.maestro.core.decide.ResidualWeights;
import dev.maestro.lab.onnx.PairScoringOnnx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The model of the pair-scoring policy in the model repository. Until one was trained its residual is random and small,
 * so that the policy decides about as the calibrated router does.
 */
final class PolicyModel {

    private static final long SEED = 1;

    private PolicyModel() {}

    /** Writes it in Triton's layout, unless it is there. */
    static void provide(Path repository) throws IOException {
        Path model = repository.resolve(PairScoringOnnx.MODEL);
        Path file = model.resolve("1").resolve("model.onnx");
        if (Files.exists(file)) {
            return;
        }
        Files.createDirectories(file.getParent());
        Files.writeString(model.resolve("config.pbtxt"), PairScoringOnnx.configuration());
        Files.write(file, PairScoringOnnx.bytes(ResidualWeights.random(SEED)));
    }
}

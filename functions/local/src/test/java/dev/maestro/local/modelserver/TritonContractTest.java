package dev.maestro.local.modelserver;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * The contract against a real Triton, started with {@code --model-control-mode=explicit}. {@code MAESTRO_TRITON_TARGET}
 * is its gRPC address, {@code MAESTRO_TRITON_REPOSITORY} its model repository as this machine sees it, and
 * {@code MAESTRO_TRITON_DECOUPLED_MODEL}, if set, a loaded model of the vLLM backend.
 */
@EnabledIfEnvironmentVariable(
        named = "MAESTRO_TRITON_TARGET",
        matches = ".+",
        disabledReason = "no Triton: set MAESTRO_TRITON_TARGET and MAESTRO_TRITON_REPOSITORY")
class TritonContractTest extends ModelServerContract {

    @Override
    String target() {
        return Objects.requireNonNull(System.getenv("MAESTRO_TRITON_TARGET"));
    }

    @Override
    Path repository() {
        return Path.of(
                Objects.requireNonNull(System.getenv("MAESTRO_TRITON_REPOSITORY"), "set MAESTRO_TRITON_REPOSITORY"));
    }

    @Override
    Optional<String> decoupledModel() {
        return Optional.ofNullable(System.getenv("MAESTRO_TRITON_DECOUPLED_MODEL"));
    }
}

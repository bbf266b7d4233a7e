package dev.maestro.runtime.store;

import dev.maestro.core.episode.ObjectStore;
import dev.maestro.testkit.ObjectStoreContract;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * The contract against a real bucket: {@code MAESTRO_S3_BUCKET} is its name, {@code MAESTRO_S3_REGION} and
 * {@code MAESTRO_S3_ENDPOINT} say where it is, credentials are found as Amazon's clients find them. What it writes stays
 * there, under {@code contract/}.
 */
@EnabledIfEnvironmentVariable(named = "MAESTRO_S3_BUCKET", matches = ".+")
class S3AddressTest extends ObjectStoreContract {

    @Override
    protected ObjectStore store() throws IOException {
        return S3ObjectStore.open(new Bucket(
                System.getenv("MAESTRO_S3_BUCKET"),
                "contract/" + UUID.randomUUID(),
                System.getenv("MAESTRO_S3_REGION"),
                Optional.ofNullable(System.getenv("MAESTRO_S3_ENDPOINT"))
                        .map(URI::create)
                        .orElse(null),
                Duration.ofSeconds(20)));
    }
}

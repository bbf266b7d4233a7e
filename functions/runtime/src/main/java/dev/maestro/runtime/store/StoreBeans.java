package dev.maestro.runtime.store;

import dev.maestro.core.episode.ObjectStore;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.Optional;

/** Makes the object store and the clock. A deployable may declare its own instead. */
@Singleton
public final class StoreBeans {

    StoreBeans() {}

    @Produces
    @Singleton
    @DefaultBean
    ObjectStore objects(ObjectsConfig config) {
        try {
            Optional<Bucket> bucket = Bucket.of(config);
            return bucket.isPresent() ? S3ObjectStore.open(bucket.get()) : FileObjectStore.open(config.path());
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    @Produces
    @Singleton
    @DefaultBean
    InstantSource clock() {
        return InstantSource.system();
    }
}

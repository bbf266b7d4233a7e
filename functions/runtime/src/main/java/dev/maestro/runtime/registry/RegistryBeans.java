package dev.maestro.runtime.registry;

import dev.maestro.core.episode.ObjectStore;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the ports to registry and calibration data. */
@Singleton
public final class RegistryBeans {

    RegistryBeans() {}

    @Produces
    @Singleton
    @DefaultBean
    StoredRegistries registries(ObjectStore objects) {
        return new StoredRegistries(objects);
    }

    @Produces
    @Singleton
    @DefaultBean
    StoredCalibrations calibrations(ObjectStore objects) {
        return new StoredCalibrations(objects);
    }
}

package dev.maestro.runtime.store;

import dev.maestro.core.episode.ObjectStore;
import dev.maestro.core.invoke.CallJournal;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes the object store, the journal of calls and the clock. A deployable may declare its own instead. */
@Singleton
public final class StoreBeans {

    StoreBeans() {}

    @Produces
    @Singleton
    @DefaultBean
    ObjectStore objects(
            @ConfigProperty(name = "maestro.objects.path", defaultValue = "${user.home}/.maestro/objects")
                    Path folder) {
        try {
            return FileObjectStore.open(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    @Produces
    @Singleton
    @DefaultBean
    CallJournal calls(ObjectStore objects) {
        return new JournalledCalls(new Journal(objects));
    }

    @Produces
    @Singleton
    @DefaultBean
    InstantSource clock() {
        return InstantSource.system();
    }
}

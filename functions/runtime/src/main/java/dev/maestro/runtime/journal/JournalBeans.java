package dev.maestro.runtime.journal;

import dev.maestro.core.episode.ObjectStore;
import dev.maestro.core.invoke.CallJournal;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the journal of calls. A deployable may declare its own instead. */
@Singleton
public final class JournalBeans {

    JournalBeans() {}

    @Produces
    @Singleton
    @DefaultBean
    CallJournal calls(ObjectStore objects) {
        return new JournalledCalls(new Journal(objects));
    }
}

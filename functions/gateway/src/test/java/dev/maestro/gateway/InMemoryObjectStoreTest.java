package dev.maestro.gateway;

import dev.maestro.core.episode.ObjectStore;
import dev.maestro.testkit.ObjectStoreContract;

/** The store that the gateway is tested with does what the real ones do. */
class InMemoryObjectStoreTest extends ObjectStoreContract {

    private final InMemoryObjectStore store = new InMemoryObjectStore();

    @Override
    protected ObjectStore store() {
        return store;
    }
}

package dev.maestro.gateway;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Set;

/** Events are recorded instead of published. */
public class WithoutBroker implements QuarkusTestProfile {

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(RecordingPublisher.class);
    }
}

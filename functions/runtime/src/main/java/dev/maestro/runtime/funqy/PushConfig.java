package dev.maestro.runtime.funqy;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** Settings of functions that events are pushed to over HTTP. */
@ConfigMapping(prefix = "maestro.cloudevents")
public interface PushConfig {

    /** Whether {@code POST /} and {@code POST /event} take events; who reaches the port can then act as the flow. */
    @WithDefault("false")
    boolean enabled();

    /** What callers have to send as {@code Authorization: Bearer}; without it the network has to keep others away. */
    Optional<String> token();
}

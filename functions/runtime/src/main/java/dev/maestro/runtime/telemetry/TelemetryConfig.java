package dev.maestro.runtime.telemetry;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Settings of traces. */
@ConfigMapping(prefix = "maestro.telemetry")
public interface TelemetryConfig {

    /** Folder that spans are kept in, beside those of other processes; without it they are kept in memory. */
    Optional<String> directory();
}

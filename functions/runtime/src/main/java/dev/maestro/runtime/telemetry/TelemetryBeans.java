package dev.maestro.runtime.telemetry;

import dev.maestro.runtime.HopListener;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.trace.Tracer;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;

/** Makes what traces and metrics need out of the application's own. */
@Singleton
class TelemetryBeans {

    /** OpenTelemetry finds it as a {@code SpanProcessor}; it works whether or not spans are exported too. */
    @Produces
    @Singleton
    SpanStore spanStore(TelemetryConfig config) {
        return new SpanStore(config.directory().map(Path::of).orElse(null));
    }

    @Produces
    @Singleton
    HopListener hopListener(Tracer tracer, MeterRegistry registry) {
        return new HopTelemetry(tracer, new FlowMetrics(registry), Clock.systemUTC());
    }
}

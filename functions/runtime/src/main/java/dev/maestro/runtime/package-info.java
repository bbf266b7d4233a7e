/** Adapters: Kafka, object store, journal, model servers, telemetry. */
@NullMarked
package dev.maestro.runtime;

import org.jspecify.annotations.NullMarked;

/** The one Kafka adapter: topics to step functions and back, exactly once. See DESIGN.md of this module. */
@NullMarked
package dev.maestro.runtime.kafka;

import org.jspecify.annotations.NullMarked;

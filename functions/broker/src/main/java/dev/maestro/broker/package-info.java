/** A real Kafka broker inside this JVM. */
@NullMarked
package dev.maestro.broker;

import org.jspecify.annotations.NullMarked;

package dev.maestro.runtime.kafka;

import dev.maestro.runtime.EventPublisher;
import dev.maestro.runtime.deadletter.DeadLetters;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Gives the dead letters of the configured broker. */
@ApplicationScoped
class DeadLettersProducer {

    @Produces
    @Singleton
    DeadLetters deadLetters(KafkaClients clients, EventPublisher publisher) {
        return new DeadLetters(
                () -> clients.reader("maestro-dead-letters"),
                () -> clients.producer("maestro-dead-letters"),
                publisher,
                Clock.systemUTC());
    }
}

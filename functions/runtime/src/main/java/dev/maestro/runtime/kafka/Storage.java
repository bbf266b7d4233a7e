package dev.maestro.runtime.kafka;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;

/** Calls to the object store, tried until they succeed: without its journal no hop may go on, and none is lost. */
final class Storage {

    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final Logger log = System.getLogger(Storage.class.getName());

    /** A call that reads or writes. */
    @FunctionalInterface
    interface Access<T> {
        T run() throws IOException;
    }

    <T> T await(Access<T> access) throws InterruptedException {
        Duration wait = Duration.ofMillis(50);
        while (true) {
            try {
                return access.run();
            } catch (IOException e) {
                log.log(Level.WARNING, "The journal cannot be used: " + e.getMessage() + ". Waiting; nothing is lost.");
                Thread.sleep(wait);
                wait = wait.multipliedBy(2).compareTo(LONGEST) > 0 ? LONGEST : wait.multipliedBy(2);
            }
        }
    }
}

package dev.maestro.local.bench.startup;

/** A function did not start, or did not handle its event; the message says why and what to do. */
public final class StartupException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StartupException(String message) {
        super(message);
    }

    StartupException(String message, Throwable cause) {
        super(message, cause);
    }
}

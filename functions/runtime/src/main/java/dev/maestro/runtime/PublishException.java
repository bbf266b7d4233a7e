package dev.maestro.runtime;

/** The event log did not take an event; the message says why and what to do. Publishing again is safe. */
public final class PublishException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public PublishException(String message, Throwable cause) {
        super(message, cause);
    }
}

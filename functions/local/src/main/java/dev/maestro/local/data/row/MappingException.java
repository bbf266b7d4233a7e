package dev.maestro.local.data.row;

/** What was said about columns, form or scoring does not fit the data; the message says what does. */
public final class MappingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public MappingException(String message) {
        super(message);
    }

    public MappingException(String message, Throwable cause) {
        super(message, cause);
    }
}

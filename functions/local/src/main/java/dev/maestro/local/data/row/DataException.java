package dev.maestro.local.data.row;

/** Data that cannot be read or converted; the message names file and row, and says what to do. */
public final class DataException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public DataException(String message) {
        super(message);
    }

    public DataException(String message, Throwable cause) {
        super(message, cause);
    }
}

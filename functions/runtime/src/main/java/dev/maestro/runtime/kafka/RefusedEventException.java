package dev.maestro.runtime.kafka;

/** A pushed event that cannot be handled here as it is; nothing was done. */
public final class RefusedEventException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    /**
     * Makes one.
     *
     * @param status of HTTP
     * @param code stable, kebab-case
     * @param message says what is wrong and what to do
     */
    public RefusedEventException(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    /** Of HTTP. */
    public int status() {
        return status;
    }

    /** Stable, kebab-case. */
    public String code() {
        return code;
    }
}

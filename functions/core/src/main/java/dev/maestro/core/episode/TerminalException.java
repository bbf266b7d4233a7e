package dev.maestro.core.episode;

/**
 * Ends the episode with {@code Broken} and goes to the dead letters: trying again would not help. Any other exception
 * out of a handler is transient, and the record is tried again.
 */
public final class TerminalException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;

    /**
     * Makes one.
     *
     * @param code stable, kebab-case
     * @param message says what is wrong and what to do
     */
    public TerminalException(String code, String message) {
        super(message);
        this.code = code;
    }

    /** Stable, kebab-case. */
    public String code() {
        return code;
    }
}

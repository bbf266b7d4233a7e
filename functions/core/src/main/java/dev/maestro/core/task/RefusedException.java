package dev.maestro.core.task;

/** A task cannot be worked on; its episodes end as {@code Refused}. */
public final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;

    /**
     * Makes one.
     *
     * @param code stable, kebab-case
     * @param message says what is wrong and what to do
     */
    public RefusedException(String code, String message) {
        super(message);
        this.code = code;
    }

    /** Stable, kebab-case. */
    public String code() {
        return code;
    }
}

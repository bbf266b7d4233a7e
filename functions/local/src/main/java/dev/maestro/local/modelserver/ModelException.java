package dev.maestro.local.modelserver;

import org.jspecify.annotations.Nullable;

/** An inference or a load that brought nothing, with a code that programs and a message that people can act on. */
public final class ModelException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Whose fault it is. */
    public enum Kind {
        /** The request makes no sense to the model; trying again would not help. */
        REFUSED,
        /** The model failed. */
        FAILED
    }

    private final Kind kind;
    private final String code;

    private ModelException(Kind kind, String code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.code = code;
    }

    /**
     * The request makes no sense.
     *
     * @param code stable, kebab-case, such as {@code not-an-image}
     * @param message what is wrong and what to do
     */
    public static ModelException refused(String code, String message) {
        return new ModelException(Kind.REFUSED, code, message, null);
    }

    /** The model failed. */
    public static ModelException failed(String code, String message) {
        return new ModelException(Kind.FAILED, code, message, null);
    }

    /** The model failed, because of something. */
    public static ModelException failed(String code, String message, Throwable cause) {
        return new ModelException(Kind.FAILED, code, message, cause);
    }

    /** Whose fault it is. */
    public Kind kind() {
        return kind;
    }

    /** Stable, kebab-case. */
    public String code() {
        return code;
    }
}

package dev.maestro.core.task;

/** An image that will not be worked on, found from its first bytes and its structure; it was not decoded. */
public final class ImageRejectedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Reason {
        /** No bytes at all. */
        EMPTY("image-empty"),
        /** The bytes are of no format that is read here. */
        UNKNOWN("image-unknown-format"),
        /** The format is known and the file stops before its end. */
        TRUNCATED("image-truncated"),
        /** The format is known and its header contradicts itself. */
        MALFORMED("image-malformed"),
        /** More pixels than the limit. */
        TOO_MANY_PIXELS("image-too-many-pixels"),
        /** More bytes than the limit. */
        TOO_MANY_BYTES("image-too-many-bytes");

        private final String code;

        Reason(String code) {
            this.code = code;
        }

        /** Stable, kebab-case. */
        public String code() {
            return code;
        }
    }

    private final Reason reason;

    /**
     * Makes one.
     *
     * @param reason why
     * @param message says what is wrong and what to do
     */
    public ImageRejectedException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** Why. */
    public Reason reason() {
        return reason;
    }
}

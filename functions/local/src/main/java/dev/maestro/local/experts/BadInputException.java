package dev.maestro.local.experts;

/** What the caller sent cannot be worked on; sending it again will not help. The server refuses the request with the code. */
public final class BadInputException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** No picture in a format that is read, or a damaged one. */
    public static final String UNREADABLE_IMAGE = "unreadable-image";

    /** More pixels than any expert takes. */
    public static final String IMAGE_TOO_LARGE = "image-too-large";

    /** Options that the expert does not know. */
    public static final String BAD_OPTIONS = "bad-options";

    private final String code;
    private final String explanation;

    public BadInputException(String code, String message) {
        super(message);
        this.code = code;
        this.explanation = message;
    }

    /** {@code unreadable-image}, {@code image-too-large} or {@code bad-options}. */
    public String code() {
        return code;
    }

    /** What is wrong and what to do. */
    public String explanation() {
        return explanation;
    }
}

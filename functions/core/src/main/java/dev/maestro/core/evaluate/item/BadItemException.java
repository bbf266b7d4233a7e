package dev.maestro.core.evaluate.item;

/** A line of a list of items cannot be used; the message says why, without saying where. */
public final class BadItemException extends Exception {

    private static final long serialVersionUID = 1L;

    BadItemException(String message) {
        super(message);
    }
}

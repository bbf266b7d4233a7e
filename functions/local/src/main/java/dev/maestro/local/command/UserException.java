package dev.maestro.local.command;

/** Something that the user can mend; the message says how. Ends the command with exit code 1. */
public final class UserException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UserException(String message) {
        super(message);
    }
}

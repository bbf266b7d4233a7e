package dev.maestro.local.command;

/** Wrong use; the message says how it is meant. Ends the command with exit code 2. */
public final class UserException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UserException(String message) {
        super(message);
    }
}

package dev.maestro.local.command.terminal;

/** Wrong use; the message says how it is meant. Ends the command with exit code 2. */
public final class UserException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** With what is wrong and what to do instead, in sentences. */
    public UserException(String message) {
        super(message);
    }
}

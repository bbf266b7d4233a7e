package dev.maestro.local.command.terminal;

/** A message for who stops a command with Ctrl-C, unless it is over by then. */
public final class Interrupted {

    private final Thread hook;
    private volatile boolean open = true;

    private Interrupted(String message) {
        this.hook = Thread.ofPlatform().unstarted(() -> {
            if (open) {
                System.err.println(message);
            }
        });
    }

    /** From now on a Ctrl-C prints the message, until it is {@link #over}. */
    public static Interrupted say(String message) {
        Interrupted interrupted = new Interrupted(message);
        Runtime.getRuntime().addShutdownHook(interrupted.hook);
        return interrupted;
    }

    /** From now on there is nothing to say. */
    public void over() {
        open = false;
    }
}

package dev.maestro.local.command;

/** A message for who stops a command with Ctrl-C, unless it is over by then. */
final class Interrupted {

    private final Thread hook;
    private volatile boolean open = true;

    private Interrupted(String message) {
        this.hook = Thread.ofPlatform().unstarted(() -> {
            if (open) {
                System.err.println(message);
            }
        });
    }

    static Interrupted say(String message) {
        Interrupted interrupted = new Interrupted(message);
        Runtime.getRuntime().addShutdownHook(interrupted.hook);
        return interrupted;
    }

    /** From now on there is nothing to say. */
    void over() {
        open = false;
    }
}

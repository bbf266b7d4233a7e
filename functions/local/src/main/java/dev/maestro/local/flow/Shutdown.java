package dev.maestro.local.flow;

import dev.maestro.local.modelserver.OnnxEnvironment;
import java.time.Duration;
import org.jline.utils.Signals;

/** How this process ends: when it is told to, within bounds; never in the middle of what native code cannot leave. */
public final class Shutdown {

    private static final int INTERRUPTED = 130;
    private static final int TERMINATED = 143;
    private static final Duration LONGEST_NATIVE_WORK = Duration.ofMillis(500);

    private Shutdown() {}

    /** From now on, Ctrl-C and a kill end the process by {@link #exit}. */
    public static void onSignals() {
        Signals.register("INT", () -> exit(INTERRUPTED));
        Signals.register("TERM", () -> exit(TERMINATED));
    }

    /** Ends the process. */
    public static void exit(int code) {
        OnnxEnvironment.rest(LONGEST_NATIVE_WORK);
        System.exit(code);
    }

    /**
     * From now on, a stop that takes longer is cut short: every write is safe against a kill, so nothing is lost.
     *
     * @param atMost from the signal to the end
     * @param first done at once, so that nobody attaches to a process that stops
     */
    static void within(Duration atMost, Runnable first) {
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> {
            Thread.ofPlatform().daemon().start(() -> haltAfter(atMost));
            first.run();
        }));
    }

    private static void haltAfter(Duration atMost) {
        try {
            Thread.sleep(atMost);
            Runtime.getRuntime().halt(INTERRUPTED);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

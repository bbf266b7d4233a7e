package dev.maestro.local.command.terminal;

import java.io.PrintStream;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Progress of long work: a bar with rate and remaining time on a terminal, a plain line now and then elsewhere. */
public final class Progress implements AutoCloseable {

    private static final long PAUSE_NANOS = 5_000_000_000L;

    private final String what;
    private final long total;
    private final PrintStream out;
    private final @Nullable ProgressBar bar;
    private final long start = System.nanoTime();
    private long last = start;
    private long done;

    private Progress(String what, long total, PrintStream out, boolean isTerminal) {
        this.what = what;
        this.total = total;
        this.out = out;
        this.bar = isTerminal
                ? new ProgressBarBuilder()
                        .setTaskName(what)
                        .setInitialMax(total)
                        .setStyle(ProgressBarStyle.ASCII)
                        .setUpdateIntervalMillis(200)
                        .showSpeed()
                        .build()
                : null;
    }

    /** Starts, on standard error. */
    public static Progress start(String what, long total) {
        return new Progress(what, total, System.err, isTerminal());
    }

    @SuppressWarnings("SystemConsoleNull") // absent in a process without a terminal on some JDKs
    private static boolean isTerminal() {
        return System.console() != null && System.console().isTerminal();
    }

    /** One more is done. */
    public synchronized void step() {
        done++;
        if (bar != null) {
            bar.step();
            return;
        }
        long now = System.nanoTime();
        if (now - last >= PAUSE_NANOS || done == total) {
            last = now;
            double rate = done / Math.max(1e-9, (now - start) / 1e9);
            out.printf(
                    Locale.ROOT, "%s: %d of %d, %.1f/s, %.0f s left%n", what, done, total, rate, (total - done) / rate);
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}

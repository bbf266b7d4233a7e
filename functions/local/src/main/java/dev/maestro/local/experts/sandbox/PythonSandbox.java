package dev.maestro.local.experts.sandbox;

import dev.maestro.local.experts.sandbox.SandboxRun.Outcome;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import run.endive.wasi.WasiExitException;
import run.endive.wasm.WasmEngineException;

/**
 * Runs Python in CPython 3.13, compiled to WebAssembly, in a fresh interpreter for each run. Whatever a source does, it
 * ends with an outcome; nothing it does outlives it. One run at a time, for each holds up to its limit of memory.
 * Thread-safe.
 */
public final class PythonSandbox {

    private static final long LOOK_MILLIS = 50;

    private final SandboxLimits limits;
    private final Semaphore one = new Semaphore(1, true);
    private boolean loaded;

    /** Makes one; the interpreter is loaded at the first run. */
    public PythonSandbox(SandboxLimits limits) {
        this.limits = limits;
    }

    /**
     * Runs a source.
     *
     * @param source Python 3
     * @param cancelled true once nobody waits for the result
     */
    public SandboxRun run(String source, BooleanSupplier cancelled) {
        try {
            one.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new SandboxRun(Outcome.TIMED_OUT, "", "", 0);
        }
        try {
            load();
            AtomicReference<SandboxRun> result = new AtomicReference<>();
            FuelThread thread = new FuelThread(() -> result.set(guarded(source)), limits.fuel());
            thread.start();
            boolean ended = await(thread, cancelled);
            SandboxRun run = result.get();
            if (!ended || run == null) {
                return new SandboxRun(Outcome.TIMED_OUT, "", "", thread.used());
            }
            Outcome outcome = thread.isEmpty() ? Outcome.OUT_OF_FUEL : run.outcome();
            return new SandboxRun(outcome, run.output(), run.error(), thread.used());
        } finally {
            one.release();
        }
    }

    /** Loading the interpreter takes seconds, once, and is no time of the source. */
    private void load() {
        if (!loaded) {
            FuelThread thread = new FuelThread(() -> guarded("pass"), Long.MAX_VALUE);
            thread.start();
            try {
                thread.join();
                loaded = true;
            } catch (InterruptedException e) {
                thread.interrupt();
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Waits for the end of a run; after its time it is interrupted, which WebAssembly obeys within one loop's turn. */
    private boolean await(FuelThread thread, BooleanSupplier cancelled) {
        long end = System.nanoTime() + limits.time().toNanos();
        try {
            while (thread.isAlive() && System.nanoTime() < end && !cancelled.getAsBoolean()) {
                thread.join(LOOK_MILLIS);
            }
            boolean ended = !thread.isAlive();
            thread.interrupt();
            thread.join();
            return ended;
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @SuppressWarnings("removal") // a guest that exhausts stack or heap of the host must end like any other
    private SandboxRun guarded(String source) {
        try (PythonGuest guest = new PythonGuest(limits)) {
            return parsed(guest.run(source));
        } catch (WasiExitException e) {
            return trapped("the interpreter ended with exit code " + e.exitCode());
        } catch (OutOfMemoryError e) {
            return new SandboxRun(Outcome.OUT_OF_MEMORY, "", "", 0);
        } catch (StackOverflowError e) {
            return trapped("the recursion was too deep");
        } catch (PythonGuest.GuestException e) {
            boolean memory = String.valueOf(e.getMessage()).contains("MemoryError");
            return memory ? new SandboxRun(Outcome.OUT_OF_MEMORY, "", "", 0) : trapped(String.valueOf(e.getMessage()));
        } catch (WasmEngineException e) {
            return trapped("the interpreter stopped: " + e.getMessage());
        }
    }

    private static SandboxRun trapped(String why) {
        return new SandboxRun(Outcome.TRAPPED, "", why, 0);
    }

    private static SandboxRun parsed(String answer) {
        String[] parts = answer.split("\n", 3);
        int characters = Integer.parseInt(parts[1]);
        int split = parts[2].offsetByCodePoints(0, Math.min(characters, parts[2].codePointCount(0, parts[2].length())));
        Outcome outcome = Outcome.valueOf(parts[0].toUpperCase(Locale.ROOT).replace('-', '_'));
        return new SandboxRun(outcome, parts[2].substring(split), parts[2].substring(0, split), 0);
    }
}

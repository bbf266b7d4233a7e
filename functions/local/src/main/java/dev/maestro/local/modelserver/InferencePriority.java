package dev.maestro.local.modelserver;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets the event flow run before inferences where both share the cores. In production experts have machines of their
 * own; in one process an inference of half a second otherwise keeps each short hop of the flow waiting for a core.
 *
 * <p>On Linux a thread has a niceness of its own ({@code setpriority(2)} with {@code PRIO_PROCESS} and 0 means the
 * calling thread there), and threads that it starts inherit it. Elsewhere nothing is done. Thread-safe.
 */
final class InferencePriority {

    /** Of the 19 steps down that Linux has; each gives a tenth less of a contended core. */
    static final int NICENESS = 10;

    private static final int PRIO_PROCESS = 0;
    private static final @Nullable MethodHandle SET_PRIORITY = find();

    private InferencePriority() {}

    /**
     * Lowers the calling thread's priority; more than once does no harm.
     *
     * @return whether this system let it
     */
    static boolean lower() {
        if (SET_PRIORITY == null) {
            return false;
        }
        try {
            return (int) SET_PRIORITY.invokeExact(PRIO_PROCESS, 0, NICENESS) == 0;
        } catch (Throwable e) {
            throw new IllegalStateException("setpriority could not be called", e);
        }
    }

    private static @Nullable MethodHandle find() {
        if (!System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("linux")) {
            return null;
        }
        Linker linker = Linker.nativeLinker();
        Optional<MemorySegment> function = linker.defaultLookup().find("setpriority");
        return function.map(address -> linker.downcallHandle(
                        address,
                        FunctionDescriptor.of(
                                ValueLayout.JAVA_INT,
                                ValueLayout.JAVA_INT,
                                ValueLayout.JAVA_INT,
                                ValueLayout.JAVA_INT)))
                .orElse(null);
    }
}

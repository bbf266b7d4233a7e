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
 * <p>On Linux a thread has a niceness of its own, which {@code nice(2)} adds to and threads that it starts inherit; so
 * inferences stay behind the flow, however nice the process is already. Elsewhere nothing is done. Thread-safe.
 */
final class InferencePriority {

    /** Steps down; Linux ends at 19. */
    static final int STEPS = 10;

    private static final @Nullable MethodHandle NICE = find();

    private InferencePriority() {}

    /** Lowers the calling thread's priority, for good: once for each thread. */
    static void lower() {
        if (NICE == null) {
            return;
        }
        try {
            int unused = (int) NICE.invokeExact(STEPS);
        } catch (Throwable e) {
            throw new IllegalStateException("nice could not be called", e);
        }
    }

    private static @Nullable MethodHandle find() {
        if (!System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("linux")) {
            return null;
        }
        Linker linker = Linker.nativeLinker();
        Optional<MemorySegment> function = linker.defaultLookup().find("nice");
        return function.map(address -> linker.downcallHandle(
                        address, FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT)))
                .orElse(null);
    }
}

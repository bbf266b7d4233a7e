package dev.maestro.local.experts.nativecode;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * Makes the C library give large blocks back to the system as soon as they are freed. glibc keeps those of up to 32 MB for
 * later, and that for each thread, so that a few large pictures would stay in memory for good. Smaller ones stay, for the
 * system clears each page that it gives out anew. Elsewhere nothing is done.
 */
final class NativeHeap {

    private static final int MMAP_THRESHOLD = -3;
    private static final int MOST_ARENAS = -8;
    private static final int LARGE_BLOCK = 8 << 20;
    private static final int ARENAS = 2;

    private NativeHeap() {}

    /** Sets it for the process; more than once does no harm. */
    static void returnFreedMemory() {
        if (!NativeFolder.system().equals("linux")) {
            return;
        }
        Linker linker = Linker.nativeLinker();
        Optional<MemorySegment> function = linker.defaultLookup().find("mallopt");
        if (function.isEmpty()) {
            return;
        }
        MethodHandle set = linker.downcallHandle(
                function.get(),
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
        call(set, MMAP_THRESHOLD, LARGE_BLOCK);
        call(set, MOST_ARENAS, ARENAS);
    }

    private static void call(MethodHandle set, int parameter, int value) {
        try {
            int unused = (int) set.invokeExact(parameter, value);
        } catch (Throwable e) {
            throw new IllegalStateException("mallopt could not be called", e);
        }
    }
}

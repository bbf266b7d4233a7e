package dev.maestro.local.experts.sandbox;

import java.time.Duration;

/**
 * What one run may use.
 *
 * @param fuel calls and turns of loops of the WebAssembly machine; the same source always uses the same, so that a run
 *     that ends for it ends so everywhere. An empty program needs about 20,000; a turn of a Python loop about 80
 * @param memoryBytes all memory of the interpreter, of which it needs 31 MB itself
 * @param time wall time, for a machine that is too busy to burn the fuel
 */
public record SandboxLimits(long fuel, long memoryBytes, Duration time) {

    /** About 3 s of a free core, 33 MB for the program, 10 s as in the paper. */
    public static final SandboxLimits DEFAULT =
            new SandboxLimits(25_000_000, 64L * 1024 * 1024, Duration.ofSeconds(10));

    static final int PAGE_BYTES = 65_536;

    public SandboxLimits {
        if (fuel < 1 || memoryBytes < PAGE_BYTES || time.isNegative()) {
            throw new IllegalArgumentException(
                    "limits must be above 0, were " + fuel + ", " + memoryBytes + ", " + time);
        }
    }

    int pages() {
        return (int) Math.min(PAGE_BYTES, memoryBytes / PAGE_BYTES);
    }
}

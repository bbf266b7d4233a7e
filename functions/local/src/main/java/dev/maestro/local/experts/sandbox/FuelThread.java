package dev.maestro.local.experts.sandbox;

/**
 * A thread that counts how often the code on it asks whether it was interrupted, and says yes when the fuel is used up.
 * Compiled WebAssembly asks at each call and each turn of a loop; so the count depends on the program alone.
 */
final class FuelThread extends Thread {

    private static final long STACK_BYTES = 32L * 1024 * 1024;

    private final long fuel;
    private long used;

    FuelThread(Runnable work, long fuel) {
        super(null, work, "python-sandbox", STACK_BYTES);
        setDaemon(true);
        this.fuel = fuel;
    }

    @Override
    public boolean isInterrupted() {
        return ++used > fuel || super.isInterrupted();
    }

    /** What was used; exact once the thread has ended. */
    long used() {
        return Math.min(used, fuel);
    }

    /** Whether it ended for want of fuel. */
    boolean isEmpty() {
        return used > fuel;
    }
}

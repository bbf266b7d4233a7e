package dev.maestro.core.evaluate.batch;

import java.util.concurrent.Semaphore;

/** The slot of an item: held while its episode runs, left once, however often its end is told. Thread-safe. */
final class Slot {

    private final Semaphore slots;
    private boolean held;
    private long taken;
    private long left;

    /** Waits for a slot. */
    Slot(Semaphore slots) throws InterruptedException {
        this.slots = slots;
        take();
    }

    /** Waits for a slot again, after it was left. */
    void take() throws InterruptedException {
        slots.acquire();
        synchronized (this) {
            held = true;
            taken = System.nanoTime();
        }
    }

    /** The episode has ended. */
    synchronized void leave() {
        if (held) {
            held = false;
            left = System.nanoTime();
            slots.release();
        }
    }

    /** When it was taken, in the nanoseconds of {@link System#nanoTime()}. */
    synchronized long taken() {
        return taken;
    }

    /** When it was left. */
    synchronized long left() {
        return left;
    }
}

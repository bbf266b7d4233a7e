package dev.maestro.runtime.models.call;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A clock that only moves when someone pauses, and remembers the pauses. */
public final class TestTime implements InstantSource, Pause {

    private Instant now = Instant.parse("2026-11-22T12:00:00Z");
    private final List<Duration> pauses = new CopyOnWriteArrayList<>();

    @Override
    public synchronized Instant instant() {
        return now;
    }

    @Override
    public void pause(Duration duration) {
        pauses.add(duration);
        pass(duration);
    }

    synchronized void pass(Duration duration) {
        now = now.plus(duration);
    }

    public Instant in(Duration duration) {
        return instant().plus(duration);
    }

    public List<Duration> pauses() {
        return List.copyOf(pauses);
    }
}

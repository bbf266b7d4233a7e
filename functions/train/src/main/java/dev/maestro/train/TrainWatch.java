package dev.maestro.train;

import dev.maestro.core.train.Training;
import dev.maestro.core.train.Watchdog;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Watches whether training moves: a warning when it does not, and the numbers {@code maestro.train.version}, {@code
 * maestro.train.groups} (open, closed), {@code maestro.train.waste} and {@code maestro.train.still} (seconds).
 */
@ApplicationScoped
public class TrainWatch {

    private static final Watchdog.Progress NOTHING = new Watchdog.Progress(-1, 0, 0, 0, 1, 0, Instant.EPOCH);

    private final Logger log = System.getLogger(TrainWatch.class.getName());
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("train-watch").factory());
    private final TrainConfig config;
    private final InstantSource clock;
    private volatile Watchdog.Progress progress = NOTHING;
    private volatile int waste;

    TrainWatch(TrainConfig config, InstantSource clock, MeterRegistry registry) {
        this.config = config;
        this.clock = clock;
        gauge(registry, "maestro.train.version", "Newest version", () -> progress.version());
        gauge(registry, "maestro.train.groups.open", "Groups that gather", () -> progress.open());
        gauge(registry, "maestro.train.groups.closed", "Groups that wait", () -> progress.closed());
        gauge(registry, "maestro.train.waste", "Episodes not learned from", () -> waste);
        gauge(registry, "maestro.train.still", "Seconds without progress", this::stillSeconds);
    }

    private static void gauge(
            MeterRegistry registry, String name, String description, java.util.function.Supplier<Number> value) {
        Gauge.builder(name, value).description(description).register(registry);
    }

    private long stillSeconds() {
        Watchdog.Progress now = progress;
        return now.equals(NOTHING)
                ? 0
                : java.time.Duration.between(now.movedAt(), clock.instant()).toSeconds();
    }

    void onStart(@Observes StartupEvent event) {
        long period = Math.max(1000, config.alarmAfter().toMillis());
        var unused = timer.scheduleWithFixedDelay(this::check, period, period, TimeUnit.MILLISECONDS);
    }

    void onStop(@Observes ShutdownEvent event) {
        timer.shutdownNow();
    }

    /** Something moved. */
    void seen(Training training, Instant now) {
        waste = training.book().waste().values().stream()
                .mapToInt(Integer::intValue)
                .sum();
        progress = new Watchdog.Progress(
                -1,
                training.book().accepted(),
                training.book().openGroups(),
                training.book().closedGroups(),
                config.batchGroups(),
                training.checkpoint().version(),
                now);
    }

    private void check() {
        alarm().ifPresent(text -> log.log(Level.WARNING, text));
    }

    /** What the watchdog has to say now. */
    Optional<String> alarm() {
        Watchdog.Progress now = progress;
        return now.equals(NOTHING) ? Optional.empty() : new Watchdog(config.alarmAfter()).alarm(now, clock.instant());
    }
}

package dev.maestro.runtime.kafka;

import dev.maestro.core.episode.ObjectStore;
import dev.maestro.runtime.HopListener;
import dev.maestro.runtime.StepFunction;
import dev.maestro.runtime.journal.Journal;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConnector;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;
import org.jspecify.annotations.Nullable;

/**
 * Runs every {@link StepFunction} of the application over Kafka, in a lane each. Which functions there are is a matter
 * of the class path: one in a deployable of its own, all of them in {@code local}.
 */
@ApplicationScoped
public class KafkaAdapter {

    private static final Duration IDLE_LOOK = Duration.ofMillis(250);

    private final Logger log = System.getLogger(KafkaAdapter.class.getName());
    private final Instance<StepFunction> functions;
    private final Instance<HopListener> listener;
    private final Instance<ObjectStore> store;
    private final KafkaConnector connector;
    private final Lanes lanes;
    private final Config config;
    private final KafkaSettings settings;
    private final KafkaClients clients;
    private final List<LaneOwner> owners = new ArrayList<>();
    private @Nullable Thread idleWatch;

    KafkaAdapter(
            Instance<StepFunction> functions,
            Instance<HopListener> listener,
            Instance<ObjectStore> store,
            @Connector(KafkaConnector.CONNECTOR_NAME) KafkaConnector connector,
            @Identifier(Lanes.NAME) Lanes lanes,
            Config config,
            KafkaSettings settings,
            KafkaClients clients) {
        this.functions = functions;
        this.listener = listener;
        this.store = store;
        this.connector = connector;
        this.lanes = lanes;
        this.config = config;
        this.settings = settings;
        this.clients = clients;
    }

    void onStart(@Observes StartupEvent event) {
        if (settings.autostart() && !functions.isUnsatisfied()) {
            start();
        }
    }

    void onStop(@Observes ShutdownEvent event) {
        stop();
    }

    /** Makes the topics and starts a lane for each step function; returns at once. */
    public synchronized void start() {
        if (!owners.isEmpty()) {
            return;
        }
        if (settings.createTopics()) {
            Topics.ensure(clients.settings(), settings.partitions());
        }
        Journal journal = new Journal(store.get());
        for (StepFunction function : functions) {
            owners.add(open(function, settings.lane(), journal, Map.of()));
        }
        settings.exitWhenIdle()
                .map(IdleExit::new)
                .ifPresent(
                        exit -> idleWatch = Thread.ofVirtual().name("idle-exit").start(() -> leaveWhenIdle(exit)));
    }

    private void leaveWhenIdle(IdleExit exit) {
        try {
            while (!exit.isDue(isRunning() && isIdle(), activity(), System.nanoTime())) {
                Thread.sleep(IDLE_LOOK);
            }
            log.log(Level.INFO, "Nothing is left to do; this process ends (maestro.kafka.exit-when-idle)");
            Quarkus.asyncExit(0);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized long activity() {
        return owners.stream().mapToLong(LaneOwner::activity).sum();
    }

    /** Stops the lanes; what is in flight is delivered again at the next start. */
    public synchronized void stop() {
        Thread watching = idleWatch;
        if (watching != null) {
            watching.interrupt();
        }
        owners.forEach(LaneOwner::close);
        owners.clear();
    }

    /** Whether every lane has its clients and partitions. */
    public synchronized boolean isRunning() {
        return owners.stream().allMatch(LaneOwner::isRunning);
    }

    /** Whether nothing waits or runs in any lane. */
    public synchronized boolean isIdle() {
        return owners.stream().allMatch(LaneOwner::isIdle);
    }

    /**
     * Waits until every lane has partitions.
     *
     * @return false when the time was up before
     */
    public boolean awaitRunning(Duration atMost) throws InterruptedException {
        CompletableFuture<?>[] all;
        synchronized (this) {
            all = owners.stream().map(LaneOwner::ready).toArray(CompletableFuture[]::new);
        }
        try {
            CompletableFuture.allOf(all).get(atMost.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a lane cannot get ready", e);
        }
    }

    /** Runs a function over Kafka that is not part of the application, such as a stub of the bench. */
    public OpenLane open(
            StepFunction function,
            LaneSettings lane,
            Journal journal,
            Map<String, String> attributes,
            HopListener hops) {
        LaneOwner owner = owner(function, lane, journal, attributes, hops);
        owner.start();
        return new OpenLane(owner);
    }

    private LaneOwner open(StepFunction function, LaneSettings lane, Journal journal, Map<String, String> attributes) {
        LaneOwner owner =
                owner(function, lane, journal, attributes, listener.isResolvable() ? listener.get() : HopListener.NONE);
        owner.start();
        return owner;
    }

    private LaneOwner owner(
            StepFunction function,
            LaneSettings lane,
            Journal journal,
            Map<String, String> attributes,
            HopListener hops) {
        HopRunner runner = new HopRunner(function, journal, hops, lane, Clock.systemUTC());
        return new LaneOwner(function.stage(), runner, lane, connector, lanes, config, clients.settings(), attributes);
    }
}

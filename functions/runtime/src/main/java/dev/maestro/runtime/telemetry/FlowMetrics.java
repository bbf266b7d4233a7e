package dev.maestro.runtime.telemetry;

import dev.maestro.schema.event.EpisodeEnded;
import dev.maestro.schema.event.RewardAssigned;
import dev.maestro.schema.event.Stage;
import dev.maestro.schema.wire.Decision;
import dev.maestro.schema.wire.Invocation;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Numbers of the flow: {@code maestro.episodes} by end and purpose, {@code maestro.steps} by action, {@code
 * maestro.calls} (time) and {@code maestro.call.cost} by expert, skill and outcome, {@code maestro.episode.cost}, {@code
 * maestro.hops} (time) and {@code maestro.in.flight} by stage, {@code maestro.dead.letters} by stage and code, {@code
 * maestro.rewards} by status. Counted where the fact is first made, so a redelivery is not counted twice.
 */
public final class FlowMetrics {

    private final MeterRegistry registry;
    private final Map<Stage, AtomicInteger> inFlight = new EnumMap<>(Stage.class);

    /** Over a registry. */
    public FlowMetrics(MeterRegistry registry) {
        this.registry = registry;
        for (Stage stage : Stage.values()) {
            AtomicInteger count = new AtomicInteger();
            inFlight.put(stage, count);
            Gauge.builder("maestro.in.flight", count, AtomicInteger::get)
                    .description("Events that a function works on now")
                    .tag("stage", stage.word())
                    .register(registry);
        }
    }

    void hopStarted(Stage stage) {
        count(stage).incrementAndGet();
    }

    void hopEnded(Stage stage, Instant start, Instant end, boolean failed, boolean hasOutput) {
        count(stage).decrementAndGet();
        String result = failed ? "failed" : hasOutput ? "done" : "nothing";
        Timer.builder("maestro.hops")
                .description("Time that a function takes for an event")
                .tag("stage", stage.word())
                .tag("result", result)
                .register(registry)
                .record(Duration.between(start, end));
    }

    private AtomicInteger count(Stage stage) {
        return inFlight.computeIfAbsent(stage, ignored -> new AtomicInteger());
    }

    void decided(Decision decision) {
        registry.counter("maestro.steps", "action", Words.of(decision.action())).increment();
    }

    void called(Invocation invocation) {
        String expert = invocation.call().expertId();
        String skill = invocation.call().skillId();
        String outcome = invocation.outcome().word();
        Timer.builder("maestro.calls")
                .description("Time that a call takes")
                .tags("expert", expert, "skill", skill, "outcome", outcome)
                .register(registry)
                .record(Duration.ofNanos((long) (invocation.latencyMillis() * 1e6)));
        registry.counter("maestro.call.cost", "expert", expert, "skill", skill, "outcome", outcome)
                .increment(invocation.usage().costMicroUsd());
    }

    void ended(EpisodeEnded ended) {
        String purpose = ended.purpose().word();
        registry.counter("maestro.episodes", "end", Words.of(ended.end()), "purpose", purpose)
                .increment();
        DistributionSummary.builder("maestro.episode.cost")
                .description("Micro-USD that an episode cost")
                .tag("purpose", purpose)
                .register(registry)
                .record(ended.state().usage().costMicroUsd());
    }

    void rewarded(RewardAssigned rewarded) {
        registry.counter("maestro.rewards", "status", rewarded.reward().status())
                .increment();
    }

    void deadLettered(Stage stage, String code) {
        registry.counter("maestro.dead.letters", "stage", stage.word(), "code", code)
                .increment();
    }
}

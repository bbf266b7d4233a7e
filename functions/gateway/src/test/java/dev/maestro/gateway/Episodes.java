package dev.maestro.gateway;

import dev.maestro.core.episode.Json;
import dev.maestro.core.episode.ObjectStore;
import dev.maestro.core.task.EpisodeIds;
import dev.maestro.schema.event.RewardAssigned;
import dev.maestro.schema.wire.Action;
import dev.maestro.schema.wire.Budget;
import dev.maestro.schema.wire.Call;
import dev.maestro.schema.wire.Decision;
import dev.maestro.schema.wire.EpisodeEnd;
import dev.maestro.schema.wire.EpisodeState;
import dev.maestro.schema.wire.Invocation;
import dev.maestro.schema.wire.Outcome;
import dev.maestro.schema.wire.Purpose;
import dev.maestro.schema.wire.Reward;
import dev.maestro.schema.wire.Step;
import dev.maestro.schema.wire.Task;
import dev.maestro.schema.wire.Usage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Episodes as the other functions would make them. */
public final class Episodes {

    static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    private Episodes() {}

    public static EpisodeState started(String taskId, String tenant, String question) {
        return new EpisodeState(
                EpisodeIds.episodeId(taskId, 0),
                0,
                0,
                new Task(taskId, tenant, Purpose.SERVE, question, List.of(), List.of(), false, Map.of()),
                GatewayBeans.REGISTRY_DIGEST,
                "scripted",
                "1",
                Budget.DEFAULT,
                0.1,
                List.of(),
                List.of(),
                7,
                START,
                START.plusSeconds(60),
                Usage.NONE,
                List.of(),
                Map.of());
    }

    public static EpisodeState decided(EpisodeState state) {
        Decision decision = Decision.certain(
                new Action.Invoke(List.of(new Call(0, "reader", "read", "What is the total?"))), "scripted", "1");
        return state.with(List.of(new Step(0, decision, List.of())), Usage.NONE);
    }

    public static EpisodeState invoked(EpisodeState state) {
        Step step = state.steps().getFirst();
        Usage usage = new Usage(1, 40, 200, 3, 3, 10);
        Invocation invocation = new Invocation(
                ((Action.Invoke) step.decision().action()).calls().getFirst(),
                new Outcome.Answered("12.40"),
                210,
                usage);
        return state.with(List.of(new Step(0, step.decision(), List.of(invocation))), usage);
    }

    public static EpisodeState answered(EpisodeState state) {
        Decision decision = Decision.certain(new Action.Answer("12.40"), "scripted", "1");
        return state.with(List.of(state.steps().getFirst(), new Step(1, decision, List.of())), state.usage());
    }

    /** Stores the document of an ended episode. */
    public static String document(ObjectStore objects, String tenant) {
        EpisodeState state = answered(
                invoked(decided(started(EpisodeIds.taskId(tenant, "document"), tenant, "What is the total?"))));
        RewardAssigned rewarded = new RewardAssigned(
                state,
                new EpisodeEnd.Answered("12.40"),
                new Reward("scored", 1, 0, 0.1, 0.9, "exact"),
                START.plusSeconds(1));
        try {
            objects.put("episodes/" + state.episodeId() + ".json", Json.bytes(rewarded));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return state.episodeId();
    }
}

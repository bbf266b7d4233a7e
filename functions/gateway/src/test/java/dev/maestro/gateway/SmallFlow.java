package dev.maestro.gateway;

import dev.maestro.core.episode.Json;
import dev.maestro.core.episode.ObjectStore;
import dev.maestro.runtime.StepFunction;
import dev.maestro.schema.event.ActionDecided;
import dev.maestro.schema.event.EpisodeEnded;
import dev.maestro.schema.event.EpisodeStarted;
import dev.maestro.schema.event.Event;
import dev.maestro.schema.event.RewardAssigned;
import dev.maestro.schema.event.SkillInvoked;
import dev.maestro.schema.event.Stage;
import dev.maestro.schema.event.TaskSubmitted;
import dev.maestro.schema.wire.EpisodeEnd;
import dev.maestro.schema.wire.EpisodeState;
import dev.maestro.schema.wire.Reward;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;

/** The functions behind the gateway, reduced to one read and one answer; a question with "hold" waits for a release. */
@Singleton
public class SmallFlow {

    final Queue<String> startedTasks = new ConcurrentLinkedQueue<>();
    final Semaphore released = new Semaphore(0);

    private interface Handling {
        List<Event> handle(Event event) throws Exception;
    }

    @Produces
    @Singleton
    StepFunction task() {
        return function(Stage.TASK, event -> {
            TaskSubmitted submitted = (TaskSubmitted) event;
            startedTasks.add(submitted.taskId());
            return List.of(
                    new EpisodeStarted(Episodes.started(submitted.taskId(), submitted.tenant(), submitted.question())));
        });
    }

    @Produces
    @Singleton
    StepFunction decide() {
        return function(Stage.DECIDE, event -> switch (event) {
            case EpisodeStarted started -> List.of(new ActionDecided(Episodes.decided(started.state())));
            case SkillInvoked invoked ->
                List.of(new EpisodeEnded(
                        Episodes.answered(invoked.state()),
                        new EpisodeEnd.Answered("12.40"),
                        endedAt(invoked.state())));
            default -> throw new IllegalArgumentException("not for decide: " + event);
        });
    }

    @Produces
    @Singleton
    StepFunction invoke() {
        return function(Stage.INVOKE, event -> {
            ActionDecided decided = (ActionDecided) event;
            if (decided.state().task().question().contains("hold")) {
                released.acquire();
            }
            return List.of(new SkillInvoked(Episodes.invoked(decided.state())));
        });
    }

    @Produces
    @Singleton
    StepFunction reward(ObjectStore objects) {
        return function(Stage.REWARD, event -> {
            EpisodeEnded ended = (EpisodeEnded) event;
            RewardAssigned rewarded = new RewardAssigned(
                    ended.state(),
                    ended.end(),
                    new Reward("unscored", 0, 0, 0, 0, "none"),
                    Episodes.START.plusSeconds(1));
            objects.put("episodes/" + ended.state().episodeId() + ".json", Json.bytes(rewarded));
            return List.of(rewarded);
        });
    }

    /** The limit of the poor is by the day, so its episodes end on this one. */
    private static Instant endedAt(EpisodeState state) {
        return state.task().tenant().equals("poor") ? Instant.now() : Episodes.START.plusMillis(250);
    }

    private static StepFunction function(Stage stage, Handling handling) {
        return new StepFunction() {
            @Override
            public Stage stage() {
                return stage;
            }

            @Override
            public List<Event> handle(Event event) {
                try {
                    return handling.handle(event);
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }
        };
    }
}

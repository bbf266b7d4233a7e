package dev.maestro.promote;

import dev.maestro.core.episode.Json;
import dev.maestro.core.episode.ObjectStore;
import dev.maestro.core.promote.CanaryWatch;
import dev.maestro.core.promote.Gate;
import dev.maestro.core.promote.Serving;
import dev.maestro.core.promote.ServingStore;
import dev.maestro.core.train.Checkpoint;
import dev.maestro.core.train.CheckpointStore;
import dev.maestro.core.train.LogEvaluation;
import dev.maestro.core.train.PairScoringOnnx;
import dev.maestro.runtime.StepFunction;
import dev.maestro.runtime.models.ModelPublisher;
import dev.maestro.schema.event.Event;
import dev.maestro.schema.event.PolicyPromoted;
import dev.maestro.schema.event.PolicyRejected;
import dev.maestro.schema.event.PolicyRolledBack;
import dev.maestro.schema.event.PolicyTrained;
import dev.maestro.schema.event.RewardAssigned;
import dev.maestro.schema.event.Stage;
import dev.maestro.schema.wire.Purpose;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Promote: compares every so-manieth version with the one that decides, and lets the better one decide: for a share of
 * the tasks first when a canary is wanted, with a way back of its own accord when it brings less.
 *
 * <p>The order is: load in the model server, then the pointer that {@code task} reads, then the event. So a version never
 * decides that is not loaded; after a kill between two of these the event comes again and the rest is done.
 */
@ApplicationScoped
public class PromoteFunction implements StepFunction {

    private final ObjectStore objects;
    private final ServingStore serving;
    private final VersionComparison dev;
    private final ModelPublisher models;
    private final PromoteConfig config;
    private final InstantSource clock;

    PromoteFunction(
            ObjectStore objects,
            VersionComparison dev,
            ModelPublisher models,
            PromoteConfig config,
            InstantSource clock) {
        this.objects = objects;
        this.serving = new ServingStore(objects);
        this.dev = dev;
        this.models = models;
        this.config = config;
        this.clock = clock;
    }

    @Override
    public Stage stage() {
        return Stage.PROMOTE;
    }

    @Override
    public synchronized List<Event> handle(Event event) throws IOException {
        return switch (event) {
            case PolicyTrained trained -> trained.version() % config.every() == 0 ? List.of(judge(trained)) : List.of();
            case RewardAssigned rewarded -> watch(rewarded);
            default -> throw new IllegalArgumentException("promote does not consume " + event);
        };
    }

    private Event judge(PolicyTrained trained) throws IOException {
        CheckpointStore store = new CheckpointStore(objects, trained.policyId());
        Checkpoint candidate = store.checkpoint(trained.policyId(), trained.version());
        Serving now = serving.of(trained.policyId(), Checkpoint.FIRST);
        long before = now.newest() == trained.version() && now.previous() != null && now.candidate() == null
                ? now.previous() // the event came again after the pointer was written
                : now.version();
        Optional<LogEvaluation.Comparison> found = dev.of(candidate, store.checkpoint(trained.policyId(), before));
        if (found.isEmpty()) {
            return rejected(
                    trained,
                    before,
                    "there is no outcome log of the dev split; make one with ./maestro outcomes --split dev --gate",
                    new LogEvaluation.Comparison(0, 0, 0, 1, 0, new dev.maestro.core.statistics.Interval(0, 0)));
        }
        Gate.Verdict verdict = new Gate(config.minimumTasks(), config.significance()).judge(found.get());
        if (!verdict.open()) {
            return rejected(trained, before, verdict.reason(), found.get());
        }
        if (!models.isEnabled()) {
            return rejected(
                    trained,
                    before,
                    "no model repository to publish to: set maestro.model-server.repository",
                    found.get());
        }
        models.publish(
                PairScoringOnnx.MODEL,
                candidate.version(),
                PairScoringOnnx.bytes(candidate.weights()),
                PairScoringOnnx.configuration());
        if (now.newest() != candidate.version()) {
            serving.put(
                    config.canary() > 0
                            ? now.withCanary(candidate.version(), config.canary())
                            : now.promoted(candidate.version()));
        }
        return new PolicyPromoted(
                trained.policyId(),
                trained.version(),
                before,
                config.canary() > 0 ? config.canary() : 1,
                verdict.reason(),
                found.get().tasks(),
                found.get().gain(),
                found.get().p(),
                trained.trainedAt());
    }

    private static PolicyRejected rejected(
            PolicyTrained trained, long serving, String reason, LogEvaluation.Comparison found) {
        return new PolicyRejected(
                trained.policyId(),
                trained.version(),
                serving,
                reason,
                found.tasks(),
                found.gain(),
                found.p(),
                trained.trainedAt());
    }

    /** Rewards of what users asked, while there is a canary. */
    private List<Event> watch(RewardAssigned rewarded) throws IOException {
        String policyId = rewarded.state().policyId();
        if (rewarded.purpose() != Purpose.SERVE
                || rewarded.reward().status().equals("unscored")
                || !rewarded.state().policyVersion().matches("[0-9]{1,18}")) {
            return List.of();
        }
        Serving now = serving.of(policyId, Checkpoint.FIRST);
        Long canary = now.candidate();
        if (canary == null) {
            return List.of();
        }
        String name = "policies/" + policyId + "/canary-" + canary;
        long version = Long.parseLong(rewarded.state().policyVersion());
        CanaryWatch seen = objects.get(name)
                .map(bytes -> Json.read(CanaryWatch.class, bytes, "malformed-canary"))
                .orElseGet(() -> CanaryWatch.of(canary));
        if (version != canary && version != now.version()) {
            return List.of();
        }
        CanaryWatch grown = seen.with(
                rewarded.state().episodeId(),
                version == canary,
                rewarded.reward().total());
        objects.put(name, Json.bytes(grown));
        return switch (grown.verdict(config.canaryEpisodes())) {
            case WAIT -> List.of();
            case ROLL_BACK -> {
                serving.put(now.rolledBack());
                yield List.of(new PolicyRolledBack(
                        policyId, canary, now.version(), "the canary brought less reward", clock.instant()));
            }
            case PROMOTE -> {
                serving.put(now.promoted(canary));
                yield List.of(new PolicyPromoted(
                        policyId,
                        canary,
                        now.version(),
                        1,
                        "the canary was not worse",
                        grown.canary().size(),
                        0,
                        1,
                        clock.instant()));
            }
        };
    }
}

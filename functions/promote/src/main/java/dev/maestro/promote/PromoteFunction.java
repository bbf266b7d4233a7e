package dev.maestro.promote;

import dev.maestro.core.episode.Json;
import dev.maestro.core.episode.ObjectStore;
import dev.maestro.core.promote.CanaryWatch;
import dev.maestro.core.promote.Decision;
import dev.maestro.core.promote.DecisionStore;
import dev.maestro.core.promote.EvaluatedVersion;
import dev.maestro.core.promote.Gate;
import dev.maestro.core.promote.Serving;
import dev.maestro.core.promote.ServingStore;
import dev.maestro.core.train.Checkpoint;
import dev.maestro.core.train.CheckpointStore;
import dev.maestro.core.train.LogEvaluation;
import dev.maestro.runtime.StepFunction;
import dev.maestro.runtime.models.publish.ModelPublisher;
import dev.maestro.schema.event.EvaluationCompleted;
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
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
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

    private static final String NO_REPOSITORY =
            "no model repository to publish to: set maestro.model-server.repository";

    private final Logger log = System.getLogger(PromoteFunction.class.getName());
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
            case PolicyTrained trained ->
                trained.version() % config.every() == 0 ? judged(trained) : expected(trained.policyId());
            case RewardAssigned rewarded -> watch(rewarded);
            case EvaluationCompleted completed -> decide(completed);
            default -> throw new IllegalArgumentException("promote does not consume " + event);
        };
    }

    /** A version that is not compared says that one will be soon. What cannot be prepared now is worked out then. */
    private List<Event> expected(String policyId) {
        try {
            dev.expect(new CheckpointStore(objects, policyId)
                    .checkpoint(policyId, serving.of(policyId, Checkpoint.FIRST).version()));
        } catch (IOException | RuntimeException e) {
            log.log(Level.WARNING, "the next comparison of " + policyId + " cannot be prepared: " + e.getMessage());
        }
        return List.of();
    }

    private List<Event> judged(PolicyTrained trained) throws IOException {
        DecisionStore decisions = new DecisionStore(objects, trained.policyId());
        Optional<Decision> before = decisions.of(trained.version());
        if (before.isPresent() && !before.get().by().equals(Decision.OUTCOMES)) {
            return List.of(); // an evaluation was quicker than this event, and said so
        }
        return List.of(judge(trained, decisions));
    }

    private Event judge(PolicyTrained trained, DecisionStore decisions) throws IOException {
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
                    "there is no outcome log of the dev split; make one with ./maestro outcomes --split dev --gate, or"
                            + " let an evaluation with pass rules decide: ./maestro evaluate --send ID --policy "
                            + trained.policyId() + "@" + trained.version() + " --minimum X",
                    new LogEvaluation.Comparison(0, 0, 0, 1, 0, new dev.maestro.core.statistics.Interval(0, 0)));
        }
        Gate.Verdict verdict = new Gate(config.minimumTasks(), config.significance()).judge(found.get());
        if (!verdict.open()) {
            PolicyRejected rejected = rejected(trained, before, verdict.reason(), found.get());
            decisions.decide(trained.version(), Decision.byOutcomes(rejected));
            return rejected;
        }
        if (!models.isEnabled()) {
            return rejected(trained, before, NO_REPOSITORY, found.get());
        }
        models.publish(candidate);
        if (now.newest() != candidate.version()) {
            serving.put(inPlace(now, candidate.version()));
        }
        PolicyPromoted promoted = new PolicyPromoted(
                trained.policyId(),
                trained.version(),
                before,
                share(),
                verdict.reason(),
                found.get().tasks(),
                found.get().gain(),
                found.get().p(),
                trained.trainedAt());
        decisions.decide(trained.version(), Decision.byOutcomes(promoted));
        return promoted;
    }

    private Serving inPlace(Serving now, long version) {
        return config.canary() > 0 ? now.withCanary(version, config.canary()) : now.promoted(version);
    }

    private double share() {
        return config.canary() > 0 ? config.canary() : 1;
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

    /** An evaluation with pass rules decides about the version that it names, when that still waits. */
    private List<Event> decide(EvaluationCompleted completed) throws IOException {
        Optional<EvaluatedVersion> named = EvaluatedVersion.of(completed);
        if (named.isEmpty()) {
            return List.of();
        }
        EvaluatedVersion of = named.get();
        String by = "evaluation " + completed.evaluationId();
        DecisionStore decisions = new DecisionStore(objects, of.policyId());
        Optional<Decision> before = decisions.of(of.version());
        if (before.isPresent()) {
            return before.get().by().equals(by) ? List.of(inEffect(before.get(), decisions)) : List.of();
        }
        Serving now = serving.of(of.policyId(), Checkpoint.FIRST);
        if (of.version() == now.version() || of.version() == now.newest()) {
            return List.of(); // it decides already, all tasks or the canary's share
        }
        if (of.version() != Checkpoint.FIRST
                && new CheckpointStore(objects, of.policyId())
                        .trained(of.version())
                        .isEmpty()) {
            return List.of(rejected(of, now, "there is no version " + of.version() + " here", completed));
        }
        if (of.passed() && of.version() > now.newest() && !models.isEnabled()) {
            return List.of(rejected(of, now, NO_REPOSITORY, completed));
        }
        Decision decision = Decision.of(by, verdict(of, now, completed));
        return List.of(inEffect(decisions.decide(of.version(), decision), decisions));
    }

    private Event verdict(EvaluatedVersion of, Serving now, EvaluationCompleted completed) {
        if (of.version() < now.newest()) {
            return rejected(
                    of, now, "version " + now.newest() + ", which is newer, decides; " + of.reason(), completed);
        }
        return of.passed()
                ? new PolicyPromoted(
                        of.policyId(),
                        of.version(),
                        now.version(),
                        share(),
                        of.reason(),
                        of.items(),
                        0,
                        1,
                        completed.completedAt())
                : rejected(of, now, of.reason(), completed);
    }

    private static PolicyRejected rejected(
            EvaluatedVersion of, Serving now, String reason, EvaluationCompleted completed) {
        return new PolicyRejected(
                of.policyId(), of.version(), now.version(), reason, of.items(), 0, 1, completed.completedAt());
    }

    /** Loads a promoted version before it decides; what was in effect once is not put back after a newer decision. */
    private Event inEffect(Decision decision, DecisionStore decisions) throws IOException {
        PolicyPromoted promoted = decision.promoted();
        if (promoted != null && !decisions.isInEffect(promoted.version())) {
            models.publish(new CheckpointStore(objects, promoted.policyId())
                    .checkpoint(promoted.policyId(), promoted.version()));
            Serving now = serving.of(promoted.policyId(), Checkpoint.FIRST);
            if (now.newest() < promoted.version()) {
                serving.put(inPlace(now, promoted.version()));
            }
            decisions.tookEffect(promoted.version());
        }
        return decision.fact();
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

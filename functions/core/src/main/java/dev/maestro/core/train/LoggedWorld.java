package dev.maestro.core.train;

import dev.maestro.core.decide.Decide;
import dev.maestro.core.decide.JavaScorer;
import dev.maestro.core.decide.Policies;
import dev.maestro.core.decide.Policy;
import dev.maestro.core.episode.Transitions;
import dev.maestro.core.estimate.Calibrations;
import dev.maestro.core.observe.History;
import dev.maestro.core.observe.PictureStatistics;
import dev.maestro.core.observe.TextEncoder;
import dev.maestro.core.registry.Digest;
import dev.maestro.core.registry.RegistrySnapshot;
import dev.maestro.core.reward.Rewarding;
import dev.maestro.core.task.EpisodeIds;
import dev.maestro.core.train.LoggedTask.LoggedRun;
import dev.maestro.schema.event.ActionDecided;
import dev.maestro.schema.event.EpisodeEnded;
import dev.maestro.schema.event.Event;
import dev.maestro.schema.event.RewardAssigned;
import dev.maestro.schema.registry.Expert;
import dev.maestro.schema.registry.PolicyEntry;
import dev.maestro.schema.wire.Action;
import dev.maestro.schema.wire.Budget;
import dev.maestro.schema.wire.Call;
import dev.maestro.schema.wire.EpisodeEnd;
import dev.maestro.schema.wire.EpisodeState;
import dev.maestro.schema.wire.ImageRef;
import dev.maestro.schema.wire.Invocation;
import dev.maestro.schema.wire.Outcome;
import dev.maestro.schema.wire.Purpose;
import dev.maestro.schema.wire.Step;
import dev.maestro.schema.wire.Task;
import dev.maestro.schema.wire.Usage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Episodes over an outcome log: the same decide, transitions and reward as in the flow, with the logged outcome where the
 * flow would call an expert. Immutable, thread-safe.
 */
public final class LoggedWorld {

    private static final Budget BUDGET = new Budget(6, 16, 1_000_000_000L, 1e12, 3_600_000);

    private final RegistrySnapshot registry;
    private final double costWeight;
    private final Map<String, float[]> questions = new HashMap<>();
    private final Map<String, double[]> pictures = new HashMap<>();
    private final Map<String, Map<String, LoggedRun>> seconds = new HashMap<>();
    private final Map<String, Map<String, LoggedRun>> spared = new HashMap<>();
    private final Set<String> consumers = new HashSet<>();
    private final List<String> experts;
    private final boolean isAnswerRewarded;

    /**
     * Over these tasks.
     *
     * @param registry its pairs; the log may lack some
     * @param costWeight lambda
     */
    public LoggedWorld(List<LoggedTask> tasks, RegistrySnapshot registry, double costWeight) {
        this(tasks, registry, costWeight, true);
    }

    /**
     * Over these tasks.
     *
     * @param isAnswerRewarded whether the answer counts; an ablation goes without
     */
    public LoggedWorld(List<LoggedTask> tasks, RegistrySnapshot registry, double costWeight, boolean isAnswerRewarded) {
        this.isAnswerRewarded = isAnswerRewarded;
        this.registry = registry;
        this.costWeight = costWeight;
        this.experts = logged(tasks, registry);
        for (LoggedTask task : tasks) {
            questions.put(task.question(), task.embedding());
            pictures.put(picture(task), task.statistics());
            spared.put(key(task), DearSkills.spared(task.firsts(), registry.pairs()));
            for (LoggedTask.LoggedSecond second : task.seconds()) {
                consumers.add(second.pairId());
                seconds.computeIfAbsent(key(task), missing -> new HashMap<>())
                        .put(second.evidence() + "\n" + second.pairId(), second.run());
            }
        }
    }

    /** Ids of the experts that the log knows; those that the registry got since cannot be played. */
    private static List<String> logged(List<LoggedTask> tasks, RegistrySnapshot registry) {
        Set<String> known = new HashSet<>();
        for (LoggedTask task : tasks) {
            task.firsts().keySet().forEach(pairId -> known.add(pairId.substring(0, pairId.indexOf('/'))));
        }
        return registry.document().experts().stream()
                .map(Expert::id)
                .filter(known::contains)
                .toList();
    }

    /** Ids of the experts that can be played. */
    public List<String> experts() {
        return experts;
    }

    private static String key(LoggedTask task) {
        return task.split() + "-" + task.id();
    }

    private static String picture(LoggedTask task) {
        return Digest.of(key(task).getBytes(StandardCharsets.UTF_8));
    }

    /** The registry of its episodes. */
    public RegistrySnapshot registry() {
        return registry;
    }

    /** Knows the logged questions; others, such as descriptions of skills, are zeros. */
    public TextEncoder encoder() {
        float[] unknown = new float[TextEncoder.DIMENSIONS];
        return text -> questions.getOrDefault(text, unknown);
    }

    /** Policies that see the logged questions and pictures; those that score pairs with untrained weights. */
    public Policies policies(Calibrations calibrations) {
        return policies(calibrations, encoder());
    }

    /**
     * The same policies, which also read descriptions of skills.
     *
     * @param others encodes texts that are no logged question
     */
    public Policies policies(Calibrations calibrations, TextEncoder others) {
        return new Policies(
                text -> {
                    float[] logged = questions.get(text);
                    return logged == null ? others.encode(text) : logged;
                },
                pictureStatistics(),
                calibrations,
                entry -> new JavaScorer(Checkpoint.untrained(entry.id(), 1).weights()));
    }

    /** Knows the logged pictures. */
    public PictureStatistics pictureStatistics() {
        double[] none = new double[PictureStatistics.DIMENSIONS];
        return digest -> pictures.getOrDefault(digest, none);
    }

    /**
     * How an episode starts.
     *
     * @param entry the policy that decides
     * @param only only these experts; empty for all that the log knows
     * @param rollout place in its group
     * @param seed of the group
     */
    public EpisodeState start(
            LoggedTask task, PolicyEntry entry, Purpose purpose, List<String> only, int rollout, long seed) {
        List<ImageRef> images =
                task.hasImage() ? List.of(new ImageRef(picture(task), "image/png", 1, 1, 1)) : List.of();
        String taskId = key(task) + "-" + seed;
        Task asked = new Task(taskId, "default", purpose, task.question(), images, List.of(), true, Map.of());
        return new EpisodeState(
                EpisodeIds.episodeId(taskId, rollout),
                rollout,
                0,
                asked,
                registry.digest(),
                entry.id(),
                entry.version(),
                BUDGET,
                costWeight,
                only.isEmpty() ? experts : only,
                List.of(),
                EpisodeIds.seed(seed, rollout),
                Instant.EPOCH,
                Instant.EPOCH.plusMillis(BUDGET.maxMillis()),
                Usage.NONE,
                List.of(),
                Map.of());
    }

    /**
     * Plays an episode to its reward. A call that was spared ({@link DearSkills}) finds nothing; any other that the log does
     * not hold has failed for reasons of infrastructure.
     */
    public RewardAssigned play(LoggedTask task, EpisodeState start, Policy policy) {
        EpisodeState state = start;
        Map<String, Double> scores = new HashMap<>();
        boolean missing = false;
        for (int hop = 0; hop <= BUDGET.maxSteps(); hop++) {
            Event event = Decide.next(state, registry, policy, Instant.EPOCH);
            if (event instanceof EpisodeEnded ended) {
                return missing
                        ? Rewarding.unscored(
                                new EpisodeEnded(
                                        ended.state(),
                                        new EpisodeEnd.Broken("not-logged", "the outcome log lacks a call"),
                                        Instant.EPOCH),
                                Instant.EPOCH)
                        : reward(task, ended, scores);
            }
            EpisodeState decided = ((ActionDecided) event).state();
            Call call = ((Action.Invoke) decided.steps().getLast().decision().action())
                    .calls()
                    .getFirst();
            LoggedRun run = run(task, decided, call);
            missing |= run == null;
            Invocation invocation = run == null
                    ? new Invocation(call, new Outcome.Failed("not-logged", "the outcome log lacks it"), 0, Usage.NONE)
                    : new Invocation(
                            call,
                            new Outcome.Answered(run.observation()),
                            run.cpuMillis(),
                            new Usage(1, 0, run.cpuMillis(), run.costMicroUsd(), run.costMicroUsd()));
            if (run != null) {
                scores.put(History.normalised(run.observation()), run.score());
            }
            state = Transitions.invoked(decided, List.of(invocation));
        }
        throw new IllegalStateException("the policy never ends episode " + start.episodeId());
    }

    private RewardAssigned reward(LoggedTask task, EpisodeEnded ended, Map<String, Double> scores) {
        double score = isAnswerRewarded && ended.end() instanceof EpisodeEnd.Answered answered
                ? scores.getOrDefault(answered.answer(), 0.0)
                : 0;
        return Rewarding.scored(ended, score, "logged", Instant.EPOCH, task.source());
    }

    private @Nullable LoggedRun run(LoggedTask task, EpisodeState decided, Call call) {
        String pairId = call.expertId() + "/" + call.skillId();
        if (consumers.contains(pairId)) {
            String evidence = lastText(decided.steps());
            if (!evidence.isBlank()) {
                return seconds.getOrDefault(key(task), Map.of()).get(evidence + "\n" + pairId);
            }
        }
        LoggedRun first = task.firsts().get(pairId);
        return first == null ? spared.getOrDefault(key(task), Map.of()).get(pairId) : first;
    }

    /** What a skill that works on evidence gets: the last text that any call brought. */
    private static String lastText(List<Step> steps) {
        String last = "";
        for (Step step : steps) {
            for (Invocation invocation : step.invocations()) {
                if (invocation.outcome() instanceof Outcome.Answered answered) {
                    last = answered.text();
                }
            }
        }
        return last;
    }
}

package dev.maestro.core.train;

import dev.maestro.core.decide.Describer;
import dev.maestro.core.decide.Policies;
import dev.maestro.core.decide.Policy;
import dev.maestro.core.decide.RecordedFeatures;
import dev.maestro.core.task.EpisodeIds;
import dev.maestro.schema.registry.PolicyEntry;
import dev.maestro.schema.wire.Decision;
import dev.maestro.schema.wire.Purpose;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Trains a policy from an outcome log, without calling experts: rollouts are played over the log and go the same way as
 * live ones. Half of the groups see a registry from which some experts are missing, so that the policy does not lean on
 * any one of them. Not thread-safe.
 */
public final class LogTrainer {

    private static final int REGISTRIES = 6;
    private static final double KEPT = 0.75;

    private final LoggedWorld world;
    private final List<LoggedTask> tasks;
    private final Describer describer;
    private final GrpoSettings settings;
    private final long seed;
    private final boolean isRemembering;
    private final List<List<String>> registries = new ArrayList<>();

    /**
     * Makes one.
     *
     * @param tasks to learn on
     * @param describer of candidates; remembered by the caller
     * @param seed of tasks, rollouts and missing experts
     */
    public LogTrainer(
            LoggedWorld world, List<LoggedTask> tasks, Describer describer, GrpoSettings settings, long seed) {
        this(world, tasks, describer, settings, seed, true);
    }

    /**
     * Makes one.
     *
     * @param isRemembering whether the policy remembers attempts; without, only its weights learn
     */
    public LogTrainer(
            LoggedWorld world,
            List<LoggedTask> tasks,
            Describer describer,
            GrpoSettings settings,
            long seed,
            boolean isRemembering) {
        this.isRemembering = isRemembering;
        this.world = world;
        this.tasks = List.copyOf(tasks);
        this.describer = describer;
        this.settings = settings;
        this.seed = seed;
        SplittableRandom random = new SplittableRandom(EpisodeIds.seed(seed, 1));
        List<String> all = world.experts();
        for (int i = 0; i < REGISTRIES; i++) {
            List<String> kept =
                    all.stream().filter(id -> random.nextDouble() < KEPT).toList();
            registries.add(i % 2 == 0 || world.registry().pairs(kept, List.of()).isEmpty() ? List.of() : kept);
        }
    }

    /** The policy of some weights. */
    public static Policy policy(Checkpoint checkpoint, Describer describer) {
        return Policies.pairScoring(entry(checkpoint), describer, checkpoint.scorer());
    }

    /** The registry entry of some weights. */
    public static PolicyEntry entry(Checkpoint checkpoint) {
        return new PolicyEntry(
                checkpoint.policyId(),
                List.of(),
                "pair-scoring",
                Long.toString(checkpoint.version()),
                "",
                PairScoringOnnx.MODEL);
    }

    /**
     * Makes versions until there are so many more.
     *
     * @param training where rollouts go
     * @param updates how many versions to make
     * @param listener told of each
     */
    public void train(Training training, int updates, Consumer<Training.Update> listener) {
        long round = training.checkpoint().version() * 1000;
        SplittableRandom random = new SplittableRandom(EpisodeIds.seed(seed, 2));
        Policy policy = rollouts(training.checkpoint());
        List<LoggedTask> deck = new ArrayList<>();
        int made = 0;
        while (made < updates) {
            if (deck.isEmpty()) {
                deck.addAll(shuffled(random));
            }
            LoggedTask task = deck.removeLast();
            List<String> experts = registries.get(random.nextInt(registries.size()));
            Optional<Training.Plan> plan = group(training, policy, task, experts, EpisodeIds.seed(seed, (int) round++));
            if (plan.isPresent()) {
                listener.accept(training.learn(plan.get()));
                policy = rollouts(training.checkpoint());
                made++;
            }
        }
    }

    /** The policy that plays rollouts: where nothing is to be remembered, it does not say where the task lies. */
    private Policy rollouts(Checkpoint checkpoint) {
        Policy policy = policy(checkpoint, describer);
        return isRemembering
                ? policy
                : (state, registry, sampling) -> forgetful(policy.next(state, registry, sampling));
    }

    private static Decision forgetful(Decision decision) {
        Map<String, Object> extra = new HashMap<>(decision.extra());
        extra.remove(RecordedFeatures.TASK);
        return new Decision(
                decision.action(),
                decision.policyId(),
                decision.policyVersion(),
                decision.logProbability(),
                decision.scores(),
                decision.logSumExp(),
                decision.latencyMillis(),
                decision.usage(),
                extra);
    }

    private List<LoggedTask> shuffled(SplittableRandom random) {
        List<LoggedTask> deck = new ArrayList<>(tasks);
        for (int i = deck.size() - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            LoggedTask swapped = deck.get(i);
            deck.set(i, deck.get(j));
            deck.set(j, swapped);
        }
        return deck;
    }

    private Optional<Training.Plan> group(
            Training training, Policy policy, LoggedTask task, List<String> experts, long groupSeed) {
        PolicyEntry entry = entry(training.checkpoint());
        Optional<Training.Plan> plan = Optional.empty();
        for (int rollout = 0; rollout < settings.groupSize(); rollout++) {
            plan = training.take(
                    world.play(task, world.start(task, entry, Purpose.TRAIN, experts, rollout, groupSeed), policy),
                    Instant.EPOCH);
        }
        return plan;
    }
}

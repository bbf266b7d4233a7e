package dev.maestro.local.calibrate;

import dev.maestro.core.episode.ObjectStore;
import dev.maestro.core.invoke.Experts;
import dev.maestro.core.invoke.Images;
import dev.maestro.core.observe.CalibrationData;
import dev.maestro.core.observe.CalibrationTask;
import dev.maestro.core.observe.PictureStatistics;
import dev.maestro.core.observe.TextEncoder;
import dev.maestro.core.registry.Pair;
import dev.maestro.core.registry.RegistrySnapshot;
import dev.maestro.core.reward.Rewarding;
import dev.maestro.core.train.DearSkills;
import dev.maestro.core.train.LoggedTask;
import dev.maestro.core.train.LoggedTask.LoggedRun;
import dev.maestro.core.train.LoggedTask.LoggedSecond;
import dev.maestro.schema.wire.Invocation;
import dev.maestro.schema.wire.Outcome;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Runs pairs on calibration tasks: each pair once as first hop, and each consumer (a pair that works on evidence) once
 * on every distinct observation that a first hop brought. Second hops are really run: an empty stand-in would tell
 * whether the first hop was right.
 */
public final class Calibration {

    /** Capabilities of the pairs that work on evidence. */
    private static final Set<String> CONSUMING = Set.of("compute", "look-up");

    private static final double RIGHT = 0.999;

    private final RegistrySnapshot registry;
    private final Experts experts;
    private final Images images;
    private final ObjectStore objects;
    private final TextEncoder encoder;
    private final PictureStatistics statistics;
    private final InstantSource clock;
    private final CallTally tally = new CallTally();

    /** Over these ports. */
    public Calibration(
            RegistrySnapshot registry,
            Experts experts,
            Images images,
            ObjectStore objects,
            TextEncoder encoder,
            PictureStatistics statistics,
            InstantSource clock) {
        this.registry = registry;
        this.experts = experts;
        this.images = images;
        this.objects = objects;
        this.encoder = encoder;
        this.statistics = statistics;
        this.clock = clock;
    }

    /**
     * What came of one task.
     *
     * @param task as policies compare it
     * @param firsts by pair id
     * @param chains by id of the first pair, then of the next: whether the next was right after it
     * @param seconds every run on evidence, in full; see {@link #run}
     * @param failures calls that infrastructure failed; they are in none of these
     */
    public record TaskOutcome(
            CalibrationTask task,
            Map<String, PairOutcome> firsts,
            Map<String, Map<String, Boolean>> chains,
            List<LoggedSecond> seconds,
            int failures) {

        /**
         * What an outcome log holds of a task.
         *
         * @param pairs of the registry; what the log holds of others is left out
         */
        public static TaskOutcome of(LoggedTask logged, List<Pair> pairs) {
            Map<String, PairOutcome> firsts = new LinkedHashMap<>();
            Map<String, Map<String, Boolean>> chains = new LinkedHashMap<>();
            Set<String> consumers =
                    pairs.stream().filter(Calibration::isConsumer).map(Pair::id).collect(Collectors.toSet());
            Set<String> known = pairs.stream().map(Pair::id).collect(Collectors.toSet());
            logged.firsts().forEach((pairId, run) -> {
                if (known.contains(pairId)) {
                    firsts.put(pairId, new PairOutcome(run));
                }
            });
            for (LoggedSecond second : logged.seconds()) {
                firsts.forEach((pairId, first) -> {
                    if (!consumers.contains(pairId)
                            && consumers.contains(second.pairId())
                            && first.observation().equals(second.evidence())) {
                        chains.computeIfAbsent(pairId, key -> new LinkedHashMap<>())
                                .put(second.pairId(), second.run().score() >= RIGHT);
                    }
                });
            }
            return new TaskOutcome(
                    new CalibrationTask(logged.id(), logged.embedding(), logged.statistics()),
                    firsts,
                    chains,
                    logged.seconds(),
                    0);
        }

        /**
         * Adds it to a set, but for the task itself.
         *
         * @param pairs those that were to be run: {@link DearSkills} that were spared count as having found nothing
         */
        public void addTo(CalibrationData.Builder builder, List<Pair> pairs) {
            Map<String, PairOutcome> all = new LinkedHashMap<>(firsts);
            Map<String, LoggedRun> runs = new LinkedHashMap<>();
            firsts.forEach((pairId, outcome) -> runs.put(pairId, outcome.run()));
            DearSkills.spared(runs, pairs).forEach((pairId, run) -> all.put(pairId, new PairOutcome(run)));
            all.forEach((pairId, outcome) ->
                    builder.outcome(task.id(), pairId, outcome.correct(), outcome.costMillis(), outcome.observation()));
            chains.forEach(
                    (first, nexts) -> nexts.forEach((next, correct) -> builder.chain(task.id(), first, next, correct)));
        }
    }

    /**
     * What came of one pair as first hop.
     *
     * @param run score of its observation as the answer, usage and observation
     */
    public record PairOutcome(LoggedRun run) {

        /** Whether its observation is the right answer. */
        public boolean correct() {
            return run.score() >= RIGHT;
        }

        /** CPU milliseconds, or what its price is worth in them. */
        public double costMillis() {
            return Math.max(run.cpuMillis(), run.costMicroUsd() / Rewarding.CPU_SECOND_MICRO_USD * 1000);
        }

        /** What it brought. */
        public String observation() {
            return run.observation();
        }
    }

    /**
     * Runs pairs on one task.
     *
     * @param item the task
     * @param pairs which pairs to run as first hop and as consumer
     * @param knownObservations observations of pairs that are not run again, by pair id, for new consumers to work on
     */
    public TaskOutcome run(CalibrationItem item, List<Pair> pairs, Map<String, String> knownObservations)
            throws IOException {
        CalibrationEpisode episode = episode(item);
        Map<String, PairOutcome> firsts = new LinkedHashMap<>();
        Map<String, String> observations = new LinkedHashMap<>(knownObservations);
        Set<String> barren = new HashSet<>();
        int failures = 0;
        for (Pair pair : DearSkills.last(pairs)) {
            if (barren.contains(pair.skill().id())) {
                continue;
            }
            Invocation invocation = episode.first(pair);
            if (invocation.outcome() instanceof Outcome.Failed || invocation.outcome() instanceof Outcome.TimedOut) {
                failures++;
                continue;
            }
            LoggedRun run = episode.logged(invocation);
            if (DearSkills.isDear(pair) && run.observation().isBlank()) {
                barren.add(pair.skill().id());
            }
            firsts.put(pair.id(), new PairOutcome(run));
            if (!isConsumer(pair)) {
                observations.put(pair.id(), run.observation());
            }
        }
        Map<String, Map<String, LoggedRun>> seconds = new LinkedHashMap<>();
        Map<String, Map<String, Boolean>> chains = chains(episode, pairs, observations, seconds);
        List<LoggedSecond> all = new ArrayList<>();
        seconds.forEach(
                (evidence, runs) -> runs.forEach((pairId, run) -> all.add(new LoggedSecond(evidence, pairId, run))));
        return new TaskOutcome(
                new CalibrationTask(item.id(), encoder.encode(item.question()), episode.statistics()),
                firsts,
                chains,
                all,
                failures);
    }

    private static Map<String, Map<String, Boolean>> chains(
            CalibrationEpisode episode,
            List<Pair> pairs,
            Map<String, String> observations,
            Map<String, Map<String, LoggedRun>> seconds) {
        Map<String, Map<String, Boolean>> chains = new LinkedHashMap<>();
        for (Pair consumer : pairs.stream().filter(Calibration::isConsumer).toList()) {
            observations.forEach((first, evidence) -> {
                if (!evidence.isBlank()) {
                    LoggedRun run = seconds.computeIfAbsent(evidence, key -> new LinkedHashMap<>())
                            .computeIfAbsent(consumer.id(), key -> episode.logged(episode.second(consumer, evidence)));
                    chains.computeIfAbsent(first, key -> new LinkedHashMap<>())
                            .put(consumer.id(), run.score() >= RIGHT);
                }
            });
        }
        return chains;
    }

    /** Runs the consumers also on what consumers brought, once: third hops of an outcome log. */
    public TaskOutcome deepened(CalibrationItem item, List<Pair> pairs, TaskOutcome outcome) throws IOException {
        CalibrationEpisode episode = episode(item);
        List<Pair> consumers = pairs.stream().filter(Calibration::isConsumer).toList();
        Map<String, Map<String, LoggedRun>> known = new LinkedHashMap<>();
        Set<String> texts = new LinkedHashSet<>();
        outcome.seconds().forEach(second -> {
            known.computeIfAbsent(second.evidence(), key -> new LinkedHashMap<>())
                    .put(second.pairId(), second.run());
            texts.add(second.run().observation());
        });
        consumers.forEach(pair -> {
            PairOutcome alone = outcome.firsts().get(pair.id());
            texts.add(alone == null ? "" : alone.observation());
        });
        List<LoggedSecond> all = new ArrayList<>(outcome.seconds());
        for (String text : texts) {
            if (!text.isBlank() && !known.containsKey(text)) {
                consumers.forEach(consumer ->
                        all.add(new LoggedSecond(text, consumer.id(), episode.logged(episode.second(consumer, text)))));
            }
        }
        return new TaskOutcome(outcome.task(), outcome.firsts(), outcome.chains(), all, outcome.failures());
    }

    private CalibrationEpisode episode(CalibrationItem item) throws IOException {
        return new CalibrationEpisode(
                item, registry, new RememberingExperts(experts, tally), images, objects, statistics, clock);
    }

    /** The expert calls so far. */
    public CallTally tally() {
        return tally;
    }

    /** Whether a pair works on evidence. */
    static boolean isConsumer(Pair pair) {
        return pair.skill().capabilities().stream().anyMatch(CONSUMING::contains);
    }
}

package dev.maestro.local.study;

import dev.maestro.core.observe.CalibrationData;
import dev.maestro.core.observe.TextEncoder;
import dev.maestro.core.registry.RegistryLoader;
import dev.maestro.core.registry.RegistrySnapshot;
import dev.maestro.core.train.Checkpoint;
import dev.maestro.core.train.LogEvaluation;
import dev.maestro.local.study.StudyWorld.Learning;
import dev.maestro.schema.registry.Expert;
import dev.maestro.schema.registry.RegistryDocument;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * An expert that was missing in training, added by calibration alone: leave-one-out over all experts. Kinds: a
 * {@code twin} shares a capability with another expert, one of a {@code second hop} works on evidence, any other brings a
 * {@code capability}.
 */
final class Newcomers {

    private static final Set<String> CONSUMING = Set.of("compute", "look-up");

    private final StudyTasks tasks;
    private final RegistrySnapshot registry;
    private final StudyOptions options;
    private final TextEncoder descriptions;
    private final Consumer<String> progress;
    private final List<StudyReport.Newcomer> newcomers = new ArrayList<>();
    private final Map<String, Gains> byKind = new LinkedHashMap<>();

    /** @param descriptions encodes what skills say of themselves */
    Newcomers(
            StudyTasks tasks,
            RegistrySnapshot registry,
            StudyOptions options,
            TextEncoder descriptions,
            Consumer<String> progress) {
        this.descriptions = descriptions;
        this.tasks = tasks;
        this.registry = registry;
        this.options = options;
        this.progress = progress;
    }

    /** Sums by task over experts. */
    private static final class Gains {
        private final double[] added;
        private final double[] described;
        private final double[] retrained;
        private int experts;

        Gains(int tasks) {
            added = new double[tasks];
            described = new double[tasks];
            retrained = new double[tasks];
        }

        void add(double[] without, double[] addedNow, double[] describedNow, double[] retrainedNow) {
            experts++;
            for (int i = 0; i < without.length; i++) {
                added[i] += addedNow[i] - without[i];
                described[i] += describedNow[i] - without[i];
                retrained[i] += retrainedNow[i] - without[i];
            }
        }

        StudyReport.Pooled pooled(String kind) {
            double gain = Sums.mean(retrained);
            return new StudyReport.Pooled(
                    kind,
                    experts,
                    Sums.mean(added) / gain,
                    Sums.ratioInterval(added, retrained),
                    Sums.mean(described) / gain);
        }
    }

    /** Leaves out each expert in turn. */
    void run() {
        CalibrationData whole = StudyTasks.data(tasks.calibration(), registry);
        StudyWorld all = new StudyWorld(tasks, registry, whole, 2);
        List<LogEvaluation> retrained = new ArrayList<>();
        for (long seed : options.fewSeeds()) {
            retrained.add(all.evaluate(all.learn(Learning.ALL, options, seed), tasks.test()));
        }
        for (String expert : all.experts()) {
            leaveOut(expert, all, Sums.rewards(retrained));
            progress.accept("without " + expert);
        }
    }

    private void leaveOut(String expert, StudyWorld all, double[] retrained) {
        RegistrySnapshot fewer = without(registry, expert);
        CalibrationData data = StudyTasks.data(tasks.calibration(), fewer);
        StudyWorld world = new StudyWorld(tasks, fewer, data, 2);
        StudyWorld uncalibrated = new StudyWorld(tasks, registry, data, 2, descriptions);
        List<LogEvaluation> without = new ArrayList<>();
        List<LogEvaluation> added = new ArrayList<>();
        List<LogEvaluation> described = new ArrayList<>();
        for (long seed : options.fewSeeds()) {
            Checkpoint checkpoint = world.learn(Learning.ALL, options, seed);
            without.add(world.evaluate(checkpoint, tasks.test()));
            added.add(all.evaluate(checkpoint, tasks.test()));
            described.add(uncalibrated.evaluate(checkpoint, tasks.test()));
        }
        String kind = kind(expert);
        double[] rewardsWithout = Sums.rewards(without);
        double[] rewardsAdded = Sums.rewards(added);
        double[] rewardsDescribed = Sums.rewards(described);
        for (String group : List.of(kind, "all")) {
            byKind.computeIfAbsent(group, missing -> new Gains(retrained.length))
                    .add(rewardsWithout, rewardsAdded, rewardsDescribed, retrained);
        }
        newcomers.add(new StudyReport.Newcomer(
                expert,
                kind,
                Sums.mean(rewardsWithout),
                Sums.mean(rewardsAdded),
                Sums.mean(rewardsDescribed),
                Sums.mean(retrained)));
    }

    private String kind(String id) {
        Expert expert = registry.expert(id).orElseThrow();
        if (expert.capabilities().stream().anyMatch(CONSUMING::contains)) {
            return "second hop";
        }
        boolean shared = registry.document().experts().stream()
                .filter(other -> !other.id().equals(id))
                .anyMatch(other -> other.capabilities().stream().anyMatch(expert.capabilities()::contains));
        return shared ? "twin" : "capability";
    }

    /** A registry without an expert. */
    static RegistrySnapshot without(RegistrySnapshot registry, String expert) {
        RegistryDocument document = registry.document();
        return RegistryLoader.snapshot(new RegistryDocument(
                document.name() + "-without-" + expert,
                document.experts().stream()
                        .filter(each -> !each.id().equals(expert))
                        .toList(),
                document.skills(),
                document.policies(),
                document.rules()));
    }

    /** By expert. */
    List<StudyReport.Newcomer> newcomers() {
        return List.copyOf(newcomers);
    }

    /** By kind; the last but for the order of their first expert is that of all. */
    List<StudyReport.Pooled> pooled() {
        List<StudyReport.Pooled> pooled = new ArrayList<>();
        byKind.forEach((kind, gains) -> pooled.add(gains.pooled(kind)));
        return pooled;
    }
}

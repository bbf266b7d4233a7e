package dev.maestro.local.study;

import dev.maestro.core.observe.CalibrationData;
import dev.maestro.core.registry.RegistryLoader;
import dev.maestro.core.registry.RegistrySnapshot;
import dev.maestro.core.train.LogEvaluation;
import dev.maestro.local.study.StudyWorld.Learning;
import dev.maestro.schema.registry.RegistryDocument;
import dev.maestro.schema.registry.Skill;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * What parts of the method are worth to a policy that learns from rewards alone, as the paper's does: no calibration.
 * The format reward is not among them: what this policy decides is always well-formed.
 */
final class Ablations {

    /** The first skill of each capability that does one thing: what an expert can do without a library. */
    private static final Set<String> PLAIN = Set.of(
            "read-plain",
            "count-shapes",
            "compute-evaluate",
            "knowledge-lookup",
            "barcode-read",
            "glyph-handwritten",
            "code-run");

    private static final int SMALLEST_POOL = 2;
    private static final int LARGEST_POOL = 8;

    private final StudyTasks tasks;
    private final RegistrySnapshot registry;
    private final StudyOptions options;
    private final Consumer<String> progress;

    Ablations(StudyTasks tasks, RegistrySnapshot registry, StudyOptions options, Consumer<String> progress) {
        this.tasks = tasks;
        this.registry = registry;
        this.options = options;
        this.progress = progress;
    }

    /** The whole policy first, then what it is without each part. */
    List<StudyReport.Without> run() {
        List<LogEvaluation> whole = learned(registry, Learning.ALL);
        List<StudyReport.Without> rows = new ArrayList<>();
        rows.add(row("the whole policy", whole, whole));
        rows.add(row("no answer reward", learned(registry, Learning.WITHOUT_ANSWER_REWARD), whole));
        bestExpert()
                .ifPresent(expert ->
                        rows.add(row("no expert pool: one expert", learned(alone(expert), Learning.ALL), whole)));
        rows.add(row(
                "no skill library: plain skills",
                learned(withSkills(skill -> PLAIN.contains(skill.id())), Learning.ALL),
                whole));
        List<String> families = families();
        for (int size = SMALLEST_POOL; size <= Math.min(LARGEST_POOL, families.size()); size++) {
            List<String> kept = families.subList(0, size);
            RegistrySnapshot fewer = withSkills(skill -> kept.contains(family(skill)));
            rows.add(row("skill pool of " + size, learned(fewer, Learning.ALL), whole));
        }
        return rows;
    }

    private StudyReport.Without row(String name, List<LogEvaluation> of, List<LogEvaluation> whole) {
        double[] differences = Sums.less(Sums.rights(of), Sums.rights(whole));
        progress.accept(name);
        return new StudyReport.Without(
                name,
                Sums.mean(Sums.rights(of)),
                Sums.mean(Sums.rewards(of)),
                100 * Sums.mean(differences),
                Sums.interval(differences).stream().map(end -> 100 * end).toList());
    }

    private List<LogEvaluation> learned(RegistrySnapshot in, Learning learning) {
        StudyWorld world = new StudyWorld(tasks, in, CalibrationData.empty(), 2);
        List<LogEvaluation> evaluations = new ArrayList<>();
        for (long seed : options.fewSeeds()) {
            evaluations.add(world.evaluate(world.learn(learning, options, seed), tasks.test()));
        }
        return evaluations;
    }

    /**
     * The expert that alone does best on dev, routed by the whole calibration. One whose every skill needs a helper can do
     * nothing alone.
     */
    Optional<String> bestExpert() {
        Optional<String> best = Optional.empty();
        double most = Double.NEGATIVE_INFINITY;
        for (var expert : registry.document().experts()) {
            RegistrySnapshot alone = alone(expert.id());
            if (alone.pairs().isEmpty()) {
                continue;
            }
            StudyWorld world = new StudyWorld(tasks, alone, StudyTasks.data(tasks.calibration(), alone), 2);
            double reward = world.router("calibrated-router", tasks.dev()).meanReward();
            if (reward > most) {
                best = Optional.of(expert.id());
                most = reward;
            }
        }
        return best;
    }

    /** A registry of one expert; skills that need a helper keep theirs only when it brings that itself. */
    RegistrySnapshot alone(String expert) {
        RegistryDocument document = registry.document();
        return RegistryLoader.snapshot(new RegistryDocument(
                document.name() + "-" + expert + "-alone",
                document.experts().stream()
                        .filter(each -> each.id().equals(expert))
                        .toList(),
                document.skills(),
                document.policies(),
                document.rules()));
    }

    private RegistrySnapshot withSkills(Predicate<Skill> kept) {
        RegistryDocument document = registry.document();
        return RegistryLoader.snapshot(new RegistryDocument(
                document.name() + "-fewer-skills",
                document.experts(),
                document.skills().stream()
                        .filter(skill -> skill.procedure() == null || kept.test(skill))
                        .toList(),
                document.policies(),
                document.rules()));
    }

    /** Families that have a skill to run, in the order of the registry. */
    private List<String> families() {
        return registry.document().skills().stream()
                .filter(skill -> skill.procedure() != null)
                .map(Ablations::family)
                .distinct()
                .toList();
    }

    private static String family(Skill skill) {
        String parent = skill.parent();
        return parent == null ? skill.id() : parent;
    }
}

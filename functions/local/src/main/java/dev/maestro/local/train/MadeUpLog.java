package dev.maestro.local.train;

import dev.maestro.core.experience.Attempt;
import dev.maestro.core.experience.Experience;
import dev.maestro.core.experience.TaskPoint;
import dev.maestro.core.observe.CalibrationData;
import dev.maestro.core.observe.CalibrationTask;
import dev.maestro.core.observe.History;
import dev.maestro.core.observe.PictureStatistics;
import dev.maestro.core.observe.Provenance;
import dev.maestro.core.observe.TextEncoder;
import dev.maestro.core.registry.Pair;
import dev.maestro.core.registry.RegistryLoader;
import dev.maestro.core.registry.RegistrySnapshot;
import dev.maestro.core.train.LoggedTask;
import dev.maestro.core.train.LoggedTask.LoggedRun;
import dev.maestro.schema.registry.Expert;
import dev.maestro.schema.registry.RegistryDocument;
import dev.maestro.schema.registry.Skill;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/** Outcomes drawn from a seed, to measure speed on; they say nothing about quality. */
final class MadeUpLog {

    private static final double RIGHT = 0.3;
    private static final double COST = 50;

    private MadeUpLog() {}

    /** Tasks on which each pair of the registry is right with a chance of 0.3. */
    static List<LoggedTask> tasks(RegistrySnapshot registry, String split, int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<LoggedTask> tasks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            tasks.add(task(registry, split, i, random));
        }
        return tasks;
    }

    private static LoggedTask task(RegistrySnapshot registry, String split, int number, SplittableRandom random) {
        Map<String, LoggedRun> firsts = new LinkedHashMap<>();
        for (Pair pair : registry.pairs()) {
            double score = random.nextDouble() < RIGHT ? 1 : 0;
            firsts.put(pair.id(), new LoggedRun(score, COST, COST * 14 / 1000, "text " + random.nextInt(1000)));
        }
        return new LoggedTask(
                split + number,
                split,
                "made-up",
                "",
                "Question " + split + " " + number,
                true,
                question(random),
                statistics(random),
                firsts,
                List.of());
    }

    private static float[] question(SplittableRandom random) {
        float[] result = new float[TextEncoder.DIMENSIONS];
        for (int i = 0; i < result.length; i++) {
            result[i] = (float) (1 + random.nextDouble(-0.5, 0.5));
        }
        return result;
    }

    private static double[] statistics(SplittableRandom random) {
        double[] result = new double[PictureStatistics.DIMENSIONS];
        for (int i = 0; i < result.length; i++) {
            result[i] = random.nextDouble();
        }
        return result;
    }

    /** Calibration on made-up tasks. */
    static CalibrationData calibration(RegistrySnapshot registry, int count, long seed) {
        CalibrationData.Builder builder =
                new CalibrationData.Builder(new Provenance(1, registry.digest(), "bench", "made up"));
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < count; i++) {
            LoggedTask task = task(registry, "calibration", i, random);
            builder.task(new CalibrationTask(task.id(), task.embedding(), task.statistics()));
            task.firsts()
                    .forEach((pairId, run) ->
                            builder.outcome(task.id(), pairId, run.score() == 1, run.cpuMillis(), run.observation()));
        }
        return builder.build();
    }

    /** A full memory: attempts without evidence in hand at these tasks, each of a pair of the registry. */
    static Experience experience(RegistrySnapshot registry, List<LoggedTask> tasks, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Attempt.Situation nothing = Attempt.Situation.of(new History(List.of(), Set.of()));
        List<Attempt> attempts = new ArrayList<>();
        for (int i = 0; i < Experience.MOST_ATTEMPTS; i++) {
            LoggedTask task = tasks.get(i % Math.min(tasks.size(), Experience.MOST_TASKS));
            attempts.add(new Attempt(
                    TaskPoint.of(task.embedding(), task.statistics()),
                    nothing,
                    registry.pairs()
                            .get(random.nextInt(registry.pairs().size()))
                            .id(),
                    random.nextDouble() < RIGHT ? 1 : 0,
                    (float) StrictMath.log(COST)));
        }
        return Experience.NONE.with(attempts);
    }

    /** A registry of so many pairs: one skill, and as many copies of its first expert. */
    static RegistrySnapshot registry(int pairs) {
        RegistryDocument embedded = RegistryLoader.embedded();
        Skill skill = embedded.skills().stream()
                .filter(each -> each.procedure() != null && each.helpers().isEmpty())
                .findFirst()
                .orElseThrow();
        Expert first = embedded.experts().stream()
                .filter(expert -> expert.capabilities().containsAll(skill.capabilities()))
                .findFirst()
                .orElseThrow();
        List<Expert> experts = new ArrayList<>();
        for (int i = 0; i < pairs; i++) {
            experts.add(new Expert(
                    "expert-" + i,
                    List.of(),
                    first.capabilities(),
                    first.endpoint(),
                    first.secretRef(),
                    first.chatTemplate(),
                    first.description(),
                    first.chooseWhen(),
                    first.price(),
                    first.latencyPriorMillis(),
                    first.limits(),
                    first.licence()));
        }
        return RegistryLoader.snapshot(
                new RegistryDocument("of " + pairs, experts, List.of(skill), embedded.policies(), List.of()));
    }
}

package dev.maestro.local.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.maestro.core.observe.CalibrationData;
import dev.maestro.core.observe.PictureStatistics;
import dev.maestro.core.observe.TextEncoder;
import dev.maestro.core.registry.RegistrySnapshot;
import dev.maestro.core.train.GrpoSettings;
import dev.maestro.core.train.LogEvaluation;
import dev.maestro.core.train.LoggedTask;
import dev.maestro.core.train.LoggedTask.LoggedRun;
import dev.maestro.core.train.LoggedTask.LoggedSecond;
import dev.maestro.local.SmallRegistry;
import dev.maestro.local.study.StudyWorld.Learning;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A small world: signs that the dear reader alone can read when they are dark, sums that need a reader first. */
class StudyTest {

    private static final Set<String> EXPERTS = Set.of("tesseract", "ppocr-v3", "symja");
    private static final Set<String> SKILLS = Set.of("read", "read-plain", "compute", "compute-evaluate");
    private static final RegistrySnapshot REGISTRY = SmallRegistry.of(EXPERTS, SKILLS);
    private static final StudyTasks TASKS = StudyTasks.of(log());
    private static final StudyOptions OPTIONS = new StudyOptions(
            new GrpoSettings(4, 8, 1, 3e-3, 0.2, 3, 0, 0.02, 1, 4, 60_000), 10, List.of(1L, 2L), List.of(1L));

    private static List<LoggedTask> log() {
        List<LoggedTask> log = new ArrayList<>();
        for (String split : List.of("calibration", "train", "dev", "test")) {
            for (int i = 0; i < 24; i++) {
                log.add(task(split, i));
            }
        }
        return log;
    }

    private static LoggedTask task(String split, int number) {
        return task(split, number, 90, "");
    }

    /** @param inTheDark what the cheap reader reads then */
    private static LoggedTask task(String split, int number, double dearMillis, String inTheDark) {
        boolean sum = number % 3 == 0;
        boolean dark = number % 2 == 0;
        String text = "7 + " + number;
        Map<String, LoggedRun> firsts = new LinkedHashMap<>();
        firsts.put("tesseract/read-plain", new LoggedRun(sum || dark ? 0 : 1, 20, 0.3, dark ? inTheDark : text));
        firsts.put("ppocr-v3/read-plain", new LoggedRun(sum ? 0 : 1, dearMillis, 1.2, text));
        firsts.put("symja/compute-evaluate", new LoggedRun(0, 4, 0.1, ""));
        float[] question = new float[TextEncoder.DIMENSIONS];
        question[sum ? 0 : 1] = 1;
        double[] statistics = new double[PictureStatistics.DIMENSIONS];
        statistics[0] = dark ? 1 : 0;
        return new LoggedTask(
                "t" + number,
                split,
                sum ? "sum" : "sign",
                dark ? "dark" : "clean",
                (sum ? "What is the sum?" : "What does it say?"),
                true,
                question,
                statistics,
                firsts,
                List.of(new LoggedSecond(
                        text, "symja/compute-evaluate", new LoggedRun(sum ? 1 : 0, 4, 0.1, "r" + number))));
    }

    private static StudyReport report(Set<Study.Part> parts) {
        return new Study(TASKS, REGISTRY, OPTIONS, text -> new float[TextEncoder.DIMENSIONS], row -> {}).run(parts);
    }

    @Test
    void learningMakesUpForCalibrationThatIsMissing() {
        StudyWorld world = new StudyWorld(TASKS, REGISTRY, CalibrationData.empty(), 2);
        LogEvaluation router = world.router("calibrated-router", TASKS.test());

        LogEvaluation learned = world.evaluate(world.learn(Learning.ALL, OPTIONS, 1), TASKS.test());
        LogEvaluation unrewarded =
                world.evaluate(world.learn(Learning.WITHOUT_ANSWER_REWARD, OPTIONS, 1), TASKS.test());

        assertThat(learned.accuracy()).isGreaterThan(router.accuracy() + 0.2);
        assertThat(unrewarded.accuracy()).isLessThan(learned.accuracy());
    }

    @Test
    void learningRowsAreTheSameTwiceAndAdjustedForTheirNumber() {
        StudyReport once = report(Set.of(Study.Part.LEARNING));

        assertThat(once).isEqualTo(report(Set.of(Study.Part.LEARNING)));
        assertThat(once.learning()).hasSize(13).allSatisfy(row -> {
            assertThat(row.seeds()).hasSize(2);
            assertThat(row.holm()).isGreaterThanOrEqualTo(row.p());
        });
        assertThat(once.learning().getFirst().name()).isEqualTo("no calibration");
        assertThat(once.learning().getFirst().gain()).isPositive();
    }

    @Test
    void anExpertAddedByCalibrationAloneIsUsed() {
        StudyReport report = report(Set.of(Study.Part.NEWCOMERS));

        assertThat(report.newcomers())
                .extracting(StudyReport.Newcomer::expert, StudyReport.Newcomer::kind)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("ppocr-v3", "twin"),
                        org.assertj.core.groups.Tuple.tuple("tesseract", "twin"),
                        org.assertj.core.groups.Tuple.tuple("symja", "second hop"));
        StudyReport.Newcomer symja = report.newcomers().stream()
                .filter(each -> each.expert().equals("symja"))
                .findFirst()
                .orElseThrow();
        assertThat(symja.added()).isGreaterThan(symja.without() + 0.1);
        assertThat(report.pooled()).extracting(StudyReport.Pooled::kind).contains("all", "twin", "second hop");
    }

    @Test
    void ablationsTakeOnePartAwayAtATime() {
        List<StudyReport.Without> rows = report(Set.of(Study.Part.ABLATIONS)).ablations();

        assertThat(rows)
                .extracting(StudyReport.Without::name)
                .containsExactly(
                        "the whole policy",
                        "no answer reward",
                        "no expert pool: one expert",
                        "no skill library: plain skills",
                        "skill pool of 2");
        assertThat(rows.getFirst().difference()).isZero();
        assertThat(rows.get(1).difference()).isNegative();
        assertThat(rows.get(2).difference())
                .as("sums need a reader and algebra")
                .isLessThan(-20);
        assertThat(rows.get(3).difference())
                .as("all of this world's skills are plain")
                .isZero();
        assertThat(rows.get(4).difference()).as("it has two families").isZero();
    }

    @Test
    void routersAreThereBesideAndTheOneThatIsToldTheFamilyFollowsItsBestChain() {
        StudyReport report = report(Set.of());

        assertThat(report.oracle()).isEqualTo(1);
        assertThat(report.baselines())
                .filteredOn(each -> each.name().startsWith("told"))
                .singleElement()
                .satisfies(told -> assertThat(told.accuracy()).isCloseTo(1, within(1e-9)));
        assertThat(report.ablations()).isEmpty();
    }

    @Test
    void theRouterCallsADearReaderOnlyWhereCostsCountForLittle() {
        List<LoggedTask> signs = new ArrayList<>();
        for (String split : List.of("calibration", "train", "dev", "test")) {
            for (int i = 0; i < 24; i++) {
                signs.add(task(split, 6 * i + (i % 8 == 0 ? 2 : 1), 1500, "smudge")); // one of eight is dark
            }
        }

        List<StudyReport.Baseline> routers = new Study(
                        StudyTasks.of(signs), REGISTRY, OPTIONS, text -> new float[TextEncoder.DIMENSIONS], row -> {})
                .run(Set.of()).baselines().stream()
                        .filter(each -> each.name().startsWith("calibrated-router"))
                        .toList();

        assertThat(routers)
                .extracting(StudyReport.Baseline::name)
                .containsExactly(
                        "calibrated-router",
                        "calibrated-router, cost weight 0.3",
                        "calibrated-router, cost weight 1.0",
                        "calibrated-router, cost weight 3.0");
        assertThat(routers.getFirst().accuracy()).isEqualTo(1);
        assertThat(routers.getFirst().cpuMillis()).isGreaterThan(180);
        assertThat(routers.getLast().accuracy()).isCloseTo(7 / 8.0, within(1e-9));
        assertThat(routers.getLast().cpuMillis()).isLessThan(50);
    }

    @Test
    void anExpertThatCanDoNothingAloneIsNotTheBestOne() {
        // handwriting is classified with the help of a reader
        RegistrySnapshot registry = SmallRegistry.of(
                Set.of("digit-neighbours", "tesseract", "symja"),
                Set.of("read", "read-plain", "glyph", "glyph-handwritten", "compute", "compute-evaluate"));

        StudyReport report =
                new Study(TASKS, registry, OPTIONS, text -> new float[TextEncoder.DIMENSIONS], row -> {}).run(Set.of());

        assertThat(report.baselines()).extracting(StudyReport.Baseline::name).contains("best expert: tesseract");
    }

    @Test
    void theOracleKnowsOnlyThePairsOfTheRegistry() {
        RegistrySnapshot cheap = SmallRegistry.of(Set.of("tesseract", "symja"), SKILLS);

        StudyReport report =
                new Study(TASKS, cheap, OPTIONS, text -> new float[TextEncoder.DIMENSIONS], row -> {}).run(Set.of());

        // signs and sums that are not dark: the cheap reader sees nothing of the others
        assertThat(report.oracle()).isEqualTo(0.5);
    }

    @Test
    void aStaleCalibrationHasTheRecordsOfTwoExpertsSwapped() {
        LoggedTask task = TASKS.calibration().get(2);
        LoggedTask stale = TASKS.stale("tesseract", "ppocr-v3").get(2);

        assertThat(stale.firsts().get("tesseract/read-plain"))
                .isEqualTo(task.firsts().get("ppocr-v3/read-plain"));
        assertThat(stale.firsts().get("symja/compute-evaluate"))
                .isEqualTo(task.firsts().get("symja/compute-evaluate"));
        assertThat(TASKS.few(3)).hasSize(6);
    }
}

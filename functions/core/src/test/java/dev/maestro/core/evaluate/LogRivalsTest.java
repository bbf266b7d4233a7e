package dev.maestro.core.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.maestro.core.evaluate.batch.ItemResult;
import dev.maestro.core.evaluate.report.EvaluationReport;
import dev.maestro.core.evaluate.report.Evaluations;
import dev.maestro.core.evaluate.report.LogRival;
import dev.maestro.core.evaluate.report.LogRivals;
import dev.maestro.core.evaluate.report.OverBestExpert;
import dev.maestro.core.train.LoggedTask;
import dev.maestro.core.train.LoggedTask.LoggedRun;
import dev.maestro.core.train.LoggedTask.LoggedSecond;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LogRivalsTest {

    private final MemoryLog log = new MemoryLog();

    private static LoggedTask task(int id, Map<String, Double> scores, double second) {
        return task(id, "?", scores, second);
    }

    private static LoggedTask task(int id, String question, Map<String, Double> scores, double second) {
        Map<String, LoggedRun> firsts = new LinkedHashMap<>();
        scores.forEach((pair, score) -> firsts.put(pair, new LoggedRun(score, 1, 1, "x")));
        return new LoggedTask(
                "item-" + id,
                "own",
                "",
                "",
                question,
                false,
                new float[0],
                new double[0],
                firsts,
                List.of(new LoggedSecond("x", "solver/compute", new LoggedRun(second, 1, 1, "y"))));
    }

    private EvaluationReport report(List<LoggedTask> tasks) throws IOException {
        return Evaluations.report(
                log,
                new Evaluations.Facts(
                        "evaluation-1",
                        List.of("ours"),
                        "sha256:r",
                        1,
                        Instant.EPOCH,
                        Instant.EPOCH,
                        4,
                        List.of(),
                        new LogRivals(tasks, null),
                        List.of(),
                        0,
                        null,
                        "items.jsonl"));
    }

    private static LogRival named(EvaluationReport report, String name) {
        return report.rivals().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void choosesTheBestOfEachKind() throws IOException {
        for (int i = 0; i < 5; i++) {
            log.add("ours", i < 2 ? "a" : i < 4 ? "b" : "c", i, 1, "answered");
        }
        List<LoggedTask> tasks = List.of(
                task(0, Map.of("reader/read", 1.0, "reader/table", 0.0, "counter/count", 1.0), 0),
                task(1, Map.of("reader/read", 0.0, "reader/table", 0.0, "counter/count", 0.0), 1),
                task(2, Map.of("reader/read", 0.0, "reader/table", 1.0, "counter/count", 1.0), 0),
                task(3, Map.of("reader/read", 0.0, "reader/table", 1.0, "counter/count", 0.0), 0));

        EvaluationReport report = report(tasks);

        assertThat(report.rivals())
                .extracting(LogRival::name)
                .containsExactly(
                        "oracle",
                        "best pair of each set",
                        LogRival.BEST_EXPERT,
                        "counter/count",
                        "reader/table",
                        "reader/read",
                        "random pair");
        assertThat(report.rivals()).extracting(LogRival::macro).satisfies(macros -> assertThat(macros.stream()
                        .map(macro -> Math.round(1e6 * macro) / 1e6)
                        .toList())
                .containsExactly(1.0, 0.75, 0.75, 0.5, 0.5, 0.25, Math.round(1e6 * 5.0 / 12) / 1e6));
        LogRival expert = named(report, LogRival.BEST_EXPERT);
        assertThat(expert.choice()).isEqualTo("reader");
        assertThat(expert.n()).isEqualTo(4);
        assertThat(expert.policyMacro()).isEqualTo(1);
        assertThat(expert.sets().get("b")).isEqualTo(new LogRival.OnSet(2, 1, 1, "reader/table"));
    }

    @Test
    void saysHowManyPointsThePolicyIsOverTheBestExpertAndWhetherThatIsChance() throws IOException {
        List<LoggedTask> tasks = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            String set = i % 2 == 0 ? "a" : "b";
            log.add("ours", set, i, i < 16 ? 1 : 0, "answered");
            // The reader's best skill differs by set; it gets 4 of 10 right in each, all of which the policy gets too.
            tasks.add(task(
                    i,
                    Map.of(
                            set.equals("a") ? "reader/read" : "reader/table",
                            i < 8 ? 1.0 : 0.0,
                            "counter/count",
                            i < 6 ? 1.0 : 0.0),
                    0));
        }

        OverBestExpert over = java.util.Objects.requireNonNull(report(tasks).overBestExpert());

        assertThat(over.expert()).isEqualTo("reader");
        assertThat(over.skills()).containsEntry("a", "reader/read").containsEntry("b", "reader/table");
        assertThat(over.points()).isCloseTo(40, within(1e-9));
        assertThat(over.pointsInterval95().get(0)).isBetween(15.0, 30.0);
        assertThat(over.pointsInterval95().get(1)).isBetween(50.0, 65.0);
        assertThat(over.onlyPolicy()).isEqualTo(8);
        assertThat(over.onlyExpert()).isZero();
        assertThat(over.test()).isEqualTo("mcnemar-exact");
        assertThat(over.p()).isCloseTo(2.0 / 256, within(1e-9)); // 8 discordant pairs, all one way
        assertThat(over.sentence())
                .startsWith("ours reaches 80.0 % (macro mean), 40.0 points more than reader, the best single expert")
                .contains("McNemar's exact test p = 0.0078, 20 items of 2 sets")
                .contains("chosen in hindsight");
    }

    @Test
    void saysLessWhenTheExpertIsBetter() throws IOException {
        log.add("ours", "a", 0, 0, "answered");
        log.add("ours", "a", 1, 1, "answered");

        OverBestExpert over = java.util.Objects.requireNonNull(
                report(List.of(task(0, Map.of("reader/read", 1.0), 0), task(1, Map.of("reader/read", 1.0), 0)))
                        .overBestExpert());

        assertThat(over.points()).isCloseTo(-50, within(1e-9));
        assertThat(over.sentence()).contains("50.0 points less than reader");
    }

    @Test
    void leavesOutWhatInfrastructureBrokeAndWhatAnotherSetCallsTheSame() throws IOException {
        log.add("ours", "a", 0, 1, "answered");
        log.add("ours", "a", 1, 0, ItemResult.BROKEN);
        log.add("ours", "a", 2, 0, "answered");

        EvaluationReport report = report(List.of(
                task(0, Map.of("reader/read", 1.0), 0),
                task(1, Map.of("reader/read", 1.0), 0),
                task(2, "another question under the same id", Map.of("reader/read", 1.0), 0)));

        assertThat(named(report, "reader/read").n()).isEqualTo(1);
        assertThat(named(report, "reader/read").policyMicro()).isEqualTo(1);
    }

    @Test
    void saysNothingOfItemsThatTheLogDoesNotHave() throws IOException {
        log.add("ours", "a", 0, 1, "answered");

        EvaluationReport report = report(List.of(task(7, Map.of("reader/read", 1.0), 0)));

        assertThat(report.rivals()).isEmpty();
        assertThat(report.overBestExpert()).isNull();
    }

    @Test
    void namesThePairsThatGotAnItemRight() {
        LogRivals rivals = new LogRivals(List.of(task(0, Map.of("reader/read", 1.0, "reader/table", 0.5), 1)), null);

        assertThat(rivals.rightOnes("item-0", "?")).containsExactly("reader/read", "solver/compute on evidence");
        assertThat(rivals.rightOnes("item-0", "another?")).isEmpty();
    }

    @Test
    void findsItemsOfALogThatNamesTheirSetsToo() {
        LoggedTask ours = task(0, Map.of("reader/read", 1.0), 0);
        LogRivals rivals = new LogRivals(List.of(named("sets/one/item-0", ours), named("two/xitem-0", ours)), null);

        assertThat(rivals.rightOnes("item-0", "?")).containsExactly("reader/read");
        assertThat(rivals.rightOnes("tem-0", "?")).isEmpty();
    }

    private static LoggedTask named(String id, LoggedTask task) {
        return new LoggedTask(
                id,
                task.split(),
                task.family(),
                task.condition(),
                task.question(),
                task.hasImage(),
                task.embedding(),
                task.statistics(),
                task.firsts(),
                task.seconds());
    }
}

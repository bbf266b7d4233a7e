package dev.maestro.core.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.maestro.core.train.LoggedTask;
import dev.maestro.core.train.LoggedTask.LoggedRun;
import dev.maestro.core.train.LoggedTask.LoggedSecond;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LogRivalsTest {

    private static LoggedTask task(String id, Map<String, Double> scores, double second) {
        Map<String, LoggedRun> firsts = new LinkedHashMap<>();
        scores.forEach((pair, score) -> firsts.put(pair, new LoggedRun(score, 1, 1, "x")));
        return new LoggedTask(
                id,
                "own",
                "",
                "",
                "?",
                false,
                new float[0],
                new double[0],
                firsts,
                List.of(new LoggedSecond("x", "solver/compute", new LoggedRun(second, 1, 1, "y"))));
    }

    @Test
    void choosesTheBestOfEachKind() {
        List<LoggedTask> log = List.of(
                task("a1", Map.of("reader/read", 1.0, "reader/table", 0.0, "counter/count", 1.0), 0),
                task("a2", Map.of("reader/read", 0.0, "reader/table", 0.0, "counter/count", 0.0), 1),
                task("b1", Map.of("reader/read", 0.0, "reader/table", 1.0, "counter/count", 1.0), 0),
                task("b2", Map.of("reader/read", 0.0, "reader/table", 1.0, "counter/count", 0.0), 0));

        List<LogRivals.Rival> rivals =
                LogRivals.of(log, Map.of("a", Set.of("a1", "a2"), "b", Set.of("b1", "b2"), "c", Set.of("c1")));

        assertThat(rivals)
                .extracting(LogRivals.Rival::name)
                .containsExactly(
                        "best single pair",
                        "best single expert with its best skill per set",
                        "best pair per set",
                        "oracle");
        assertThat(rivals).extracting(LogRivals.Rival::choice).containsExactly("counter/count", "reader", "", "");
        assertThat(rivals).extracting(LogRivals.Rival::macro).satisfies(macros -> {
            assertThat(macros.get(0)).isCloseTo(0.5, within(1e-9));
            assertThat(macros.get(1)).isCloseTo(0.75, within(1e-9));
            assertThat(macros.get(2)).isCloseTo(0.75, within(1e-9));
            assertThat(macros.get(3)).isCloseTo(1, within(1e-9));
        });
        assertThat(rivals.get(1).sets().get("b")).isEqualTo(new LogRivals.OnSet(2, 1, "reader/table"));
    }

    @Test
    void saysNothingOfItemsThatTheLogDoesNotHave() {
        assertThat(LogRivals.of(List.of(task("a1", Map.of("reader/read", 1.0), 0)), Map.of("a", Set.of("z"))))
                .isEmpty();
    }
}

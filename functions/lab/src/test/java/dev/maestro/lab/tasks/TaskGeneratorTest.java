package dev.maestro.lab.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TaskGeneratorTest {

    private static final List<String> QUICK = new TaskGenerator()
            .families().keySet().stream()
                    .filter(name -> !name.equals("high-resolution"))
                    .toList();

    @Test
    void givesTheSameTasksForTheSameSeedInAnyOrder() {
        List<GeneratedTask> once =
                TaskGenerator.of(QUICK).tasks(Split.TRAIN, 5, 24).toList();
        TaskGenerator generator = TaskGenerator.of(QUICK);

        List<GeneratedTask> backwards = new ArrayList<>();
        for (int index = 23; index >= 0; index--) {
            backwards.add(generator.task(Split.TRAIN, 5, index));
        }

        Collections.reverse(backwards);
        assertThat(backwards).isEqualTo(once);
    }

    @Test
    void givesOtherTasksForAnotherSeedOrSplit() {
        TaskGenerator generator = TaskGenerator.of(QUICK);

        Set<String> ids = new HashSet<>();
        Set<String> pixels = new HashSet<>();
        for (Split split : Split.values()) {
            for (long seed = 1; seed <= 2; seed++) {
                generator.tasks(split, seed, 22).forEach(task -> {
                    ids.add(task.id());
                    task.images().forEach(picture -> pixels.add(picture.pixelDigest()));
                });
            }
        }

        assertThat(ids).hasSize(4 * 2 * 22);
        assertThat(pixels).hasSizeGreaterThan(4 * 2 * 22 * 2 / 3);
    }

    @Test
    void drawsEveryConditionOfEveryFamilyEquallyOften() {
        TaskGenerator generator = TaskGenerator.of(List.of("chart", "math"));
        Map<String, Integer> counts = new HashMap<>();

        generator
                .tasks(Split.DEV, 9, 48)
                .forEach(task -> counts.merge(task.family() + " " + task.condition(), 1, Integer::sum));

        assertThat(counts).hasSize(8);
        assertThat(counts.values()).allMatch(count -> count == 6);
    }

    @Test
    void everyRoundHoldsEveryFamilyOnce() {
        Set<String> families = new TaskGenerator().families().keySet();

        List<String> round = new TaskGenerator()
                .tasks(Split.TEST, 2, families.size())
                .map(GeneratedTask::family)
                .toList();

        assertThat(round).containsExactlyInAnyOrderElementsOf(families);
    }

    @ParameterizedTest
    @EnumSource(Split.class)
    void neitherQuestionNorIdGivesTheAnswerAway(Split split) {
        TaskGenerator.of(QUICK)
                .tasks(split, 11, 110)
                .filter(task -> !task.images().isEmpty())
                .filter(task -> task.reference().answerType().equals("text"))
                .forEach(task -> {
                    String answer = task.reference().answer().toLowerCase(Locale.ROOT);
                    assertThat(" " + task.question().toLowerCase(Locale.ROOT) + " ")
                            .as(task.family())
                            .doesNotContainPattern("\\b" + java.util.regex.Pattern.quote(answer) + "\\b");
                    assertThat(task.id()).matches("t[0-9a-f]{16}").doesNotContain(task.family());
                });
    }

    @Test
    void noFontLayoutOrLookOfOneSplitIsSeenInAnother() {
        TaskGenerator generator = TaskGenerator.of(QUICK);
        Map<Split, Set<String>> seen = new HashMap<>();

        for (Split split : Split.values()) {
            seen.put(
                    split,
                    generator
                            .tasks(split, 4, 220)
                            .flatMap(task -> task.meta().entrySet().stream()
                                    .filter(note ->
                                            List.of("font", "layout", "look").contains(note.getKey()))
                                    .map(note -> (note.getKey().equals("layout") ? task.family() : "")
                                            + note.getKey()
                                            + note.getValue()))
                            .collect(Collectors.toSet()));
        }

        assertThat(seen.get(Split.TRAIN)).doesNotContainAnyElementsOf(seen.get(Split.DEV));
        assertThat(seen.get(Split.TRAIN)).doesNotContainAnyElementsOf(seen.get(Split.TEST));
        assertThat(seen.get(Split.DEV)).doesNotContainAnyElementsOf(seen.get(Split.TEST));
        assertThat(seen.get(Split.CALIBRATION)).doesNotContainAnyElementsOf(seen.get(Split.DEV));
        assertThat(seen.get(Split.CALIBRATION)).doesNotContainAnyElementsOf(seen.get(Split.TEST));
        assertThat(seen.get(Split.CALIBRATION)).containsAnyElementsOf(seen.get(Split.TRAIN));
    }

    @Test
    void someWordingsAreKeptForTheTest() {
        TaskGenerator generator = TaskGenerator.of(QUICK);

        Set<String> train = wordings(generator, Split.TRAIN);
        Set<String> test = wordings(generator, Split.TEST);

        assertThat(test).containsAnyElementsOf(train);
        assertThat(test).anyMatch(wording -> !train.contains(wording));
    }

    @Test
    void refusesAFamilyThatDoesNotExist() {
        assertThatThrownBy(() -> TaskGenerator.of(List.of("charts")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("charts")
                .hasMessageContaining("chart, table");
    }

    private static Set<String> wordings(TaskGenerator generator, Split split) {
        return generator
                .tasks(split, 4, 220)
                .map(task -> task.meta().get("wording"))
                .collect(Collectors.toSet());
    }
}

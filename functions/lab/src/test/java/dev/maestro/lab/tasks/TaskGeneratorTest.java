package dev.maestro.lab.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maestro.lab.tasks.family.Pool;
import dev.maestro.lab.tasks.family.Split;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TaskGeneratorTest {

    private static final List<String> QUICK = new TaskGenerator()
            .families().keySet().stream()
                    .filter(name -> !name.equals("high-resolution"))
                    .toList();

    private static final Map<Split, List<GeneratedTask>> SAMPLES = new EnumMap<>(Split.class);

    @BeforeAll
    static void drawSamples() {
        TaskGenerator generator = TaskGenerator.of(QUICK);
        for (Split split : Split.values()) {
            SAMPLES.put(
                    split,
                    IntStream.range(0, 240)
                            .mapToObj(index -> generator.withoutImages(split, 4, index))
                            .toList());
        }
    }

    @AfterAll
    static void dropSamples() {
        SAMPLES.clear();
    }

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
                generator.tasks(split, seed, 10).forEach(task -> {
                    ids.add(task.id());
                    task.images().forEach(picture -> pixels.add(picture.pixelDigest()));
                });
            }
        }

        assertThat(ids).hasSize(4 * 2 * 10);
        assertThat(pixels).hasSizeGreaterThan(4 * 2 * 10 * 2 / 3);
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
        SAMPLES.get(split).stream()
                .filter(task -> task.meta().containsKey("layout"))
                .filter(task -> task.reference().answerType().equals("text"))
                .forEach(task -> {
                    String answer = task.reference().answer().toLowerCase(Locale.ROOT);
                    assertThat(task.question().toLowerCase(Locale.ROOT))
                            .as(task.family())
                            .doesNotContainPattern("\\b" + Pattern.quote(answer) + "\\b");
                    assertThat(task.id()).matches("t[0-9a-f]{16}");
                });
    }

    @Test
    void noFontLayoutOrLookOfOneSplitIsSeenInAnother() {
        Map<Split, Set<String>> seen = new HashMap<>();

        SAMPLES.forEach((split, tasks) -> seen.put(
                split,
                tasks.stream()
                        .flatMap(task -> Stream.of("font", "layout", "look")
                                .filter(key -> task.meta().containsKey(key))
                                .map(key -> task.family() + key + task.meta().get(key)))
                        .collect(Collectors.toSet())));

        assertThat(seen.get(Split.TRAIN)).hasSizeGreaterThan(60);
        assertThat(seen.get(Split.TRAIN)).doesNotContainAnyElementsOf(seen.get(Split.DEV));
        assertThat(seen.get(Split.TRAIN)).doesNotContainAnyElementsOf(seen.get(Split.TEST));
        assertThat(seen.get(Split.DEV)).doesNotContainAnyElementsOf(seen.get(Split.TEST));
        assertThat(seen.get(Split.CALIBRATION)).doesNotContainAnyElementsOf(seen.get(Split.DEV));
        assertThat(seen.get(Split.CALIBRATION)).doesNotContainAnyElementsOf(seen.get(Split.TEST));
        assertThat(seen.get(Split.CALIBRATION)).containsAnyElementsOf(seen.get(Split.TRAIN));
    }

    @Test
    void someWordingsAreKeptForTheTest() {
        Set<String> train = wordings(Split.TRAIN);
        Set<String> test = wordings(Split.TEST);

        assertThat(test).containsAnyElementsOf(train);
        assertThat(test).filteredOn(wording -> !train.contains(wording)).hasSizeGreaterThan(20);
    }

    @Test
    void aPoolRefusesAVariantThatStandsInTwoSplits() {
        assertThatThrownBy(() -> new Pool<>("fonts", List.of("A", "B"), List.of("C"), List.of("B")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("fonts: stands twice: B");
        assertThatThrownBy(() -> new Pool<>("fonts", List.of("A"), List.of(), List.of("B")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("every split needs a variant");
    }

    @Test
    void refusesAFamilyThatDoesNotExist() {
        assertThatThrownBy(() -> TaskGenerator.of(List.of("charts")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("charts")
                .hasMessageContaining("chart, table");
    }

    private static Set<String> wordings(Split split) {
        return SAMPLES.get(split).stream()
                .map(task -> task.meta().get("wording"))
                .collect(Collectors.toSet());
    }
}

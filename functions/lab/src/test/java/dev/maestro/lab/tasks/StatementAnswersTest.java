package dev.maestro.lab.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.lab.tasks.family.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether statements hold, found again from the noted scene and the words alone. */
class StatementAnswersTest {

    private static final Pattern BOX = Pattern.compile("DrawnBox\\[width=(\\d+), height=(\\d+), things=\\[(.*?)]]");
    private static final Pattern THING =
            Pattern.compile("Thing\\[kind=(\\w+), hue=(\\w+), x=(\\d+), y=(\\d+), size=(\\d+)]?");

    private static Stream<GeneratedTask> tasks(int count) {
        TaskGenerator generator = TaskGenerator.of(List.of("statement"));
        return IntStream.range(0, 2 * count)
                .mapToObj(index -> generator.withoutImages(index < count ? Split.TRAIN : Split.TEST, 31, index));
    }

    private static boolean isTrue(GeneratedTask task) {
        return task.reference().answer().equals("true");
    }

    private static String claim(GeneratedTask task) {
        return task.meta().get("claim");
    }

    private static List<Scene> scenes(GeneratedTask task) {
        List<Scene> scenes = new ArrayList<>();
        Matcher box = BOX.matcher(task.meta().get("scene"));
        while (box.find()) {
            List<Drawn> things = new ArrayList<>();
            Matcher thing = THING.matcher(box.group(3) + "]");
            while (thing.find()) {
                things.add(new Drawn(
                        thing.group(1),
                        thing.group(2).toLowerCase(java.util.Locale.ROOT),
                        Integer.parseInt(thing.group(3)),
                        Integer.parseInt(thing.group(4)),
                        Integer.parseInt(thing.group(5))));
            }
            scenes.add(new Scene(Integer.parseInt(box.group(1)), Integer.parseInt(box.group(2)), things));
        }
        assertThat(scenes).hasSizeBetween(2, 4).noneMatch(scene -> scene.things.isEmpty());
        return scenes;
    }

    @Test
    void asManyAreTrueAsFalseUnderEveryCondition() {
        for (String condition : List.of("scattered", "crowded", "touching", "stacked")) {
            List<GeneratedTask> tasks = tasks(400)
                    .filter(task -> task.condition().equals(condition))
                    .toList();

            assertThat(tasks).hasSize(200);
            assertThat(tasks).filteredOn(StatementAnswersTest::isTrue).hasSizeBetween(75, 125);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"exactly", "at least", "more than"})
    void countsOfOneBox(String bound) {
        Pattern said = Pattern.compile("there is a box with " + bound + " (\\d+) (\\w+) (\\w+?)s?");

        assertThat(checked(said, (words, scenes) -> scenes.stream().anyMatch(scene -> {
                    long count = scene.things.stream()
                            .filter(thing -> thing.hue.equals(words.group(2)) && thing.kind.equals(words.group(3)))
                            .count();
                    int number = Integer.parseInt(words.group(1));
                    return switch (bound) {
                        case "exactly" -> count == number;
                        case "at least" -> count >= number;
                        default -> count > number;
                    };
                })))
                .isGreaterThan(5);
    }

    @Test
    void boxesOfOneColour() {
        assertThat(checked(Pattern.compile("there is a box with only (\\w+) items"), (words, scenes) -> scenes.stream()
                        .anyMatch(scene -> scene.things.stream().allMatch(thing -> thing.hue.equals(words.group(1))))))
                .isGreaterThan(10);
    }

    @Test
    void whatLiesAgainstAnEdge() {
        assertThat(checked(
                        Pattern.compile("there is a (\\w+) (\\w+) touching the (.+) of a box"),
                        (words, scenes) -> scenes.stream().anyMatch(scene -> scene.things.stream()
                                .filter(thing -> thing.hue.equals(words.group(1)))
                                .filter(thing -> words.group(2).equals("item") || thing.kind.equals(words.group(2)))
                                .anyMatch(thing -> scene.sides(thing).contains(words.group(3))))))
                .isGreaterThan(50);
    }

    @Test
    void endsOfTowers() {
        assertThat(checked(
                        Pattern.compile("there is a tower with a (\\w+) block at the (top|base)"),
                        (words, scenes) -> scenes.stream().anyMatch(scene -> {
                            Drawn highest = scene.things.stream()
                                    .min(java.util.Comparator.comparingInt(Drawn::y))
                                    .orElseThrow();
                            Drawn lowest = scene.things.stream()
                                    .max(java.util.Comparator.comparingInt(Drawn::y))
                                    .orElseThrow();
                            return (words.group(2).equals("top") ? highest : lowest).hue.equals(words.group(1));
                        })))
                .isGreaterThan(10);
    }

    /** How many statements of a kind there were; each was as it should be. */
    private static long checked(Pattern said, java.util.function.BiPredicate<Matcher, List<Scene>> holds) {
        return tasks(400)
                .filter(task -> {
                    Matcher words = said.matcher(claim(task));
                    if (!words.matches()) {
                        return false;
                    }
                    assertThat(isTrue(task)).as(claim(task) + scenes(task)).isEqualTo(holds.test(words, scenes(task)));
                    return true;
                })
                .count();
    }

    private record Drawn(String kind, String hue, int x, int y, int size) {}

    private record Scene(int width, int height, List<Drawn> things) {

        List<String> sides(Drawn thing) {
            List<String> sides = new ArrayList<>();
            boolean left = thing.x == 0;
            boolean right = thing.x + thing.size == width;
            boolean top = thing.y == 0;
            boolean base = thing.y + thing.size == height;
            if (left) {
                sides.add("left wall");
            }
            if (right) {
                sides.add("right wall");
            }
            if (top) {
                sides.add("top");
            }
            if (base) {
                sides.add("base");
            }
            if (sides.size() == 2) {
                sides.add("corner");
            }
            return sides;
        }
    }
}

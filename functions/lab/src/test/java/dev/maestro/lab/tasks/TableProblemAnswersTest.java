package dev.maestro.lab.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.lab.tasks.family.Split;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Answers to problems over small tables, reckoned again from the printed cells and the question. */
class TableProblemAnswersTest {

    private static final Pattern ROW = Pattern.compile("\\[([^\\[\\],]+), ([^\\[\\],]+)]");

    private static List<GeneratedTask> tasks() {
        TaskGenerator generator = TaskGenerator.of(List.of("table-problem"));
        return IntStream.range(0, 600)
                .mapToObj(index -> generator.withoutImages(index < 300 ? Split.TRAIN : Split.TEST, 33, index))
                .toList();
    }

    private static Map<String, BigDecimal> cells(GeneratedTask task) {
        Map<String, BigDecimal> cells = new LinkedHashMap<>();
        Matcher row = ROW.matcher(task.meta().get("scene").split("rows=", 2)[1]);
        while (row.find()) {
            cells.put(row.group(1), new BigDecimal(row.group(2).replace("$", "")));
        }
        assertThat(cells).hasSizeBetween(4, 7);
        return cells;
    }

    /** Those rows whose names the question holds, in the order in which it names them. */
    private static List<BigDecimal> named(GeneratedTask task) {
        return cells(task).entrySet().stream()
                .filter(cell -> task.question().contains(cell.getKey()))
                .sorted(java.util.Comparator.comparingInt(
                        cell -> task.question().indexOf(cell.getKey())))
                .map(Map.Entry::getValue)
                .toList();
    }

    private static BigDecimal number(String question, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(question);
        assertThat(matcher.find()).as(question).isTrue();
        return new BigDecimal(matcher.group(1));
    }

    @Test
    void theCellsGiveTheAnswer() {
        for (GeneratedTask task : tasks()) {
            String asked = task.meta().get("asked");
            List<BigDecimal> named = named(task);
            Map<String, BigDecimal> cells = cells(task);
            String answer = task.reference().answer();
            switch (asked) {
                case "both", "sum" -> number(task, named.get(0).add(named.get(1)));
                case "many" -> number(task, named.get(0).multiply(number(task.question(), "\\b(\\d) ")));
                case "rate" -> number(task, named.get(1).subtract(named.get(0)));
                case "more" -> number(task, named.get(0).subtract(named.get(1)).abs());
                case "enough" ->
                    assertThat(answer)
                            .isEqualTo(
                                    number(task.question(), "\\$([0-9.]*[0-9])")
                                                            .compareTo(
                                                                    named.get(0).add(named.get(1)))
                                                    >= 0
                                            ? "Yes"
                                            : "No");
                case "most" ->
                    assertThat(cells)
                            .allSatisfy((day, count) -> assertThat(count).isLessThanOrEqualTo(cells.get(answer)));
                case "mean" ->
                    assertThat(new BigDecimal(answer).multiply(new BigDecimal(cells.size())))
                            .isEqualByComparingTo(cells.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add));
                case "median" ->
                    assertThat(cells.values().stream().filter(cell -> cell.compareTo(new BigDecimal(answer)) < 0))
                            .hasSameSizeAs(cells.values().stream()
                                    .filter(cell -> cell.compareTo(new BigDecimal(answer)) > 0)
                                    .toList());
                case "range" -> {
                    List<BigDecimal> sorted = cells.values().stream().sorted().toList();
                    number(task, sorted.getLast().subtract(sorted.getFirst()));
                }
                default -> {
                    BigDecimal bound = number(task.question(), asked + " (\\d+)");
                    number(
                            task,
                            cells.entrySet().stream()
                                    .filter(cell -> {
                                        int order = new BigDecimal(cell.getKey()).compareTo(bound);
                                        return switch (asked) {
                                            case "at least" -> order >= 0;
                                            case "more than" -> order > 0;
                                            case "fewer than" -> order < 0;
                                            default -> order == 0;
                                        };
                                    })
                                    .map(Map.Entry::getValue)
                                    .reduce(BigDecimal.ZERO, BigDecimal::add));
                }
            }
        }
    }

    @Test
    void everyKindOfProblemIsTold() {
        assertThat(tasks().stream()
                        .map(task -> task.meta().get("asked"))
                        .collect(Collectors.groupingBy(asked -> asked, Collectors.counting())))
                .containsOnlyKeys(
                        "both",
                        "more",
                        "many",
                        "enough",
                        "most",
                        "sum",
                        "rate",
                        "mean",
                        "median",
                        "range",
                        "at least",
                        "more than",
                        "fewer than",
                        "exactly")
                .allSatisfy((asked, count) -> assertThat(count).isGreaterThan(12));
    }

    private static void number(GeneratedTask task, BigDecimal expected) {
        assertThat(new BigDecimal(task.reference().answer()))
                .as(task.question() + task.meta().get("scene"))
                .isEqualByComparingTo(expected);
    }
}

package dev.maestro.lab.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.MultiFormatReader;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import dev.maestro.lab.tasks.family.Split;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers of families that are read off a picture, found again from the noted scene and the question alone. */
class ReadingAnswersTest {

    @ParameterizedTest
    @ValueSource(strings = {"chart", "table"})
    void numbersUnderNamesGiveTheAnswer(String family) {
        both(family, 40).forEach(task -> {
            Map<String, List<Integer>> rows = new HashMap<>();
            List<String> items = names(task, "items");
            List<String> series = names(task, "series");
            Matcher row = Pattern.compile("\\[([0-9, ]+)]").matcher(scene(task).split("values=", 2)[1]);
            for (String item : items) {
                assertThat(row.find()).isTrue();
                rows.put(item, integers(row.group(1)));
            }
            List<String> asked = items.stream()
                    .filter(item -> task.question().matches(".*\\b" + item + "\\b.*"))
                    .toList();
            List<String> where = series.stream()
                    .filter(name -> task.question().contains(name))
                    .toList();
            List<Integer> column = asked.isEmpty() || !where.isEmpty()
                    ? items.stream()
                            .map(item -> rows.get(item).get(series.indexOf(where.getFirst())))
                            .toList()
                    : List.of();
            List<Integer> values = asked.stream()
                    .filter(item -> !column.isEmpty())
                    .map(item -> column.get(items.indexOf(item)))
                    .toList();

            String expected =
                    switch (task.meta().get("asked")) {
                        case "value" -> values.getFirst().toString();
                        case "highest" ->
                            items.get(column.indexOf(
                                    column.stream().max(Integer::compare).orElseThrow()));
                        case "sum" -> Integer.toString(values.get(0) + values.get(1));
                        case "difference" -> Integer.toString(Math.abs(values.get(0) - values.get(1)));
                        case "average" ->
                            new BigDecimal(values.get(0) + values.get(1))
                                    .divide(new BigDecimal(2))
                                    .toPlainString();
                        case "row sum" ->
                            Integer.toString(rows.get(asked.getFirst()).stream()
                                    .mapToInt(Integer::intValue)
                                    .sum());
                        default ->
                            Integer.toString(
                                    column.stream().mapToInt(Integer::intValue).sum());
                    };
            assertThat(answer(task)).as(task.question() + scene(task)).isEqualTo(expected);
        });
    }

    @ParameterizedTest
    @EnumSource(value = Split.class, names = "CALIBRATION", mode = EnumSource.Mode.EXCLUDE)
    void aBarWithoutALabelEndsOnHalfATick(Split split) {
        TaskGenerator.of(List.of("chart"))
                .tasks(split, 8, 40)
                .filter(task -> task.meta().get("printed values").equals("false"))
                .forEach(task -> assertThat(
                                integers(scene(task).split("values=", 2)[1].replaceAll("[^0-9, ]", "")))
                        .allMatch(value -> value % 5 == 0));
    }

    @ParameterizedTest
    @ValueSource(strings = "key-information")
    void theReceiptHoldsTheAnswer(String family) {
        both(family, 30).forEach(task -> {
            List<Integer> prices = integers(field(task, "prices=\\[([^]]*)]"));
            int subtotal = prices.stream().mapToInt(Integer::intValue).sum();
            int total = subtotal + Integer.parseInt(field(task, "tax=(\\d+)"));

            String expected =
                    switch (task.meta().get("asked")) {
                        case "total" -> BigDecimal.valueOf(total, 2).toPlainString();
                        case "price" -> {
                            List<String> goods = names(task, "goods");
                            String good = goods.stream()
                                    .filter(name -> task.question().matches(".*\\b" + name + "\\b.*"))
                                    .findFirst()
                                    .orElseThrow();
                            yield BigDecimal.valueOf(prices.get(goods.indexOf(good)), 2)
                                    .toPlainString();
                        }
                        default -> field(task, task.meta().get("asked") + "=([^,]*),");
                    };
            assertThat(answer(task)).isEqualTo(expected);
            assertThat(Integer.parseInt(field(task, "cash=(\\d+)"))).isGreaterThanOrEqualTo(total);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = "high-resolution")
    void theCodeStandsWithTheNameThatIsAskedFor(String family) {
        TaskGenerator generator = TaskGenerator.of(List.of(family));
        Stream.iterate(0, index -> index + 1)
                .limit(24)
                .map(index -> generator.withoutImages(Split.TEST, 3, index))
                .filter(task -> task.condition().equals("normal"))
                .forEach(task -> {
                    List<String> parts = List.of(scene(task).split("[\\[\\]]+", -1));
                    List<String> names = List.of(parts.get(1).split(", ", -1));
                    List<String> codes = List.of(parts.get(3).split(", ", -1));
                    String name = names.stream()
                            .filter(each -> task.question().matches(".*\\b" + each + "\\b.*"))
                            .findFirst()
                            .orElseThrow();

                    assertThat(answer(task)).isEqualTo(codes.get(names.indexOf(name)));
                    assertThat(codes).doesNotHaveDuplicates();
                });
    }

    @ParameterizedTest
    @EnumSource(value = Split.class, names = "CALIBRATION", mode = EnumSource.Mode.EXCLUDE)
    void aScannerReadsEveryCleanCodeAndMostOthers(Split split) throws IOException {
        int read = 0;
        List<GeneratedTask> tasks =
                TaskGenerator.of(List.of("barcode")).tasks(split, 6, 48).toList();

        for (GeneratedTask task : tasks) {
            String content = scan(task);
            read += content.equals(answer(task)) ? 1 : 0;
            if (task.condition().equals("clean")) {
                assertThat(content).as(task.meta().toString()).isEqualTo(answer(task));
            }
        }

        assertThat(read).isBetween(28, 47);
    }

    private static String scan(GeneratedTask task) throws IOException {
        BufferedImage image =
                ImageIO.read(new ByteArrayInputStream(task.images().getFirst().png()));
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        RGBLuminanceSource source = new RGBLuminanceSource(image.getWidth(), image.getHeight(), pixels);
        try {
            return new MultiFormatReader()
                    .decode(
                            new BinaryBitmap(new HybridBinarizer(source)),
                            Map.of(DecodeHintType.TRY_HARDER, Boolean.TRUE))
                    .getText();
        } catch (NotFoundException e) {
            return "";
        }
    }

    static Stream<GeneratedTask> both(String family, int count) {
        TaskGenerator generator = TaskGenerator.of(List.of(family));
        return IntStream.range(0, 2 * count)
                .mapToObj(index -> generator.withoutImages(index < count ? Split.TRAIN : Split.TEST, 21, index));
    }

    static String scene(GeneratedTask task) {
        return task.meta().get("scene");
    }

    static String answer(GeneratedTask task) {
        return task.reference().answer();
    }

    static String field(GeneratedTask task, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(scene(task));
        assertThat(matcher.find()).as(scene(task)).isTrue();
        return matcher.group(1);
    }

    private static List<String> names(GeneratedTask task, String field) {
        return List.of(field(task, field + "=\\[([^]]*)]").split(", ", -1));
    }

    private static List<Integer> integers(String text) {
        List<Integer> result = new ArrayList<>();
        Matcher matcher = Pattern.compile("\\d+").matcher(text);
        while (matcher.find()) {
            result.add(Integer.valueOf(matcher.group()));
        }
        return result;
    }
}

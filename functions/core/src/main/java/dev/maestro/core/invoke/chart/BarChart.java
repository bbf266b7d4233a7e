package dev.maestro.core.invoke.chart;

import dev.maestro.core.invoke.question.LabelMatch;
import dev.maestro.core.invoke.question.Question;
import dev.maestro.core.invoke.reading.Box;
import dev.maestro.core.invoke.reading.Reading;
import dev.maestro.core.invoke.reading.Row;
import dev.maestro.core.invoke.reading.TextLine;
import dev.maestro.core.invoke.values.NamedValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Bars with the names under or beside them.
 *
 * @param upright bars stand; else they lie
 * @param bars those that start on the common base line, in order along the category axis
 * @param categories names along the category axis
 * @param series names of the bars of one group, in order; empty when each category has one bar
 */
record BarChart(boolean upright, List<Box> bars, List<TextLine> categories, List<String> series) {

    private static final double BASE_TOLERANCE = 0.012;
    private static final double SAME_ROW = 0.5;
    private static final double NEAR_BASE = 4;

    /** Puts bars and text together; empty when no two bars share a base line or no name stands at it. */
    static Optional<BarChart> of(List<Box> boxes, Reading reading) {
        double tolerance = Math.max(2, BASE_TOLERANCE * Math.max(reading.width(), reading.height()));
        List<Box> standing = sharing(boxes, Box::bottom, tolerance);
        List<Box> lying = sharing(boxes, Box::x, tolerance);
        boolean upright = standing.size() > lying.size()
                || (standing.size() == lying.size() && spread(standing, Box::y) > spread(lying, Box::right));
        List<Box> bars = (upright ? standing : lying)
                .stream()
                        .sorted(Comparator.comparingDouble(bar -> upright ? bar.x() : bar.y()))
                        .toList();
        if (bars.isEmpty()) {
            return Optional.empty();
        }
        List<TextLine> categories = upright ? under(bars, reading) : beside(bars, reading);
        if (categories.isEmpty()) {
            return Optional.empty();
        }
        BarChart bare = new BarChart(upright, bars, categories, List.of());
        int most = bare.groups().values().stream().mapToInt(List::size).max().orElse(0);
        return Optional.of(most < 2 ? bare : new BarChart(upright, bars, categories, bare.legend(reading, most)));
    }

    /** Least box around all bars. */
    Box area() {
        return bars.stream().reduce(Box::around).orElseThrow();
    }

    /**
     * The values of the series that the question names, else of the first.
     *
     * @param valueOf value of a bar; a bar without one is left out
     */
    List<NamedValue> values(Question question, Function<Box, Optional<String>> valueOf) {
        int wanted = LabelMatch.find(question, series).stream()
                .map(LabelMatch::index)
                .findFirst()
                .orElse(0);
        List<NamedValue> values = new ArrayList<>();
        groups().forEach((category, group) -> {
            if (wanted < group.size()) {
                valueOf.apply(group.get(wanted)).ifPresent(value -> values.add(new NamedValue(category.text(), value)));
            }
        });
        return values;
    }

    private Map<TextLine, List<Box>> groups() {
        Map<TextLine, List<Box>> groups = new LinkedHashMap<>();
        for (Box bar : bars) {
            categories.stream()
                    .min(Comparator.comparingDouble(name -> Math.abs(along(name.box()) - along(bar))))
                    .ifPresent(name -> groups.computeIfAbsent(name, key -> new ArrayList<>())
                            .add(bar));
        }
        return groups;
    }

    private double along(Box box) {
        return upright ? box.centreX() : box.centreY();
    }

    /** The row or column of exactly so many pieces of text outside the bars' area that is no axis label. */
    private List<String> legend(Reading reading, int size) {
        Box area = area();
        List<TextLine> outside = reading.lines().stream()
                .filter(line -> !categories.contains(line))
                .filter(line -> line.box().right() > area.x())
                .filter(line -> line.box().bottom() < area.y()
                        || line.box().y() > area.bottom()
                        || line.box().x() > area.right())
                .toList();
        Reading rest = new Reading(reading.width(), reading.height(), outside);
        for (Row row : rest.rows()) {
            if (row.cells().size() == size) {
                return row.cells().stream().map(TextLine::text).toList();
            }
        }
        List<TextLine> column = outside.stream()
                .filter(line -> line.box().x() > area.right())
                .sorted(Comparator.comparingDouble(line -> line.box().y()))
                .toList();
        return column.size() == size ? column.stream().map(TextLine::text).toList() : List.of();
    }

    private static List<TextLine> under(List<Box> bars, Reading reading) {
        double base = bars.stream().mapToDouble(Box::bottom).max().orElseThrow();
        Box area = bars.stream().reduce(Box::around).orElseThrow();
        List<TextLine> below = reading.lines().stream()
                .filter(line -> line.box().centreY() > base
                        && line.box().right() > area.x() - line.box().width())
                .sorted(Comparator.comparingDouble(line -> line.box().y()))
                .toList();
        return below.isEmpty()
                ? List.of()
                : below.stream()
                        .filter(line -> line.box().sharedHeight(below.getFirst().box()) > SAME_ROW)
                        .sorted(Comparator.comparingDouble(line -> line.box().x()))
                        .toList();
    }

    private static List<TextLine> beside(List<Box> bars, Reading reading) {
        double base = bars.stream().mapToDouble(Box::x).min().orElseThrow();
        Box area = bars.stream().reduce(Box::around).orElseThrow();
        return reading.lines().stream()
                .filter(line -> line.box().centreX() < base
                        && line.box().right() > base - NEAR_BASE * line.box().height()
                        && line.box().bottom() > area.y()
                        && line.box().y() < area.bottom())
                .sorted(Comparator.comparingDouble(line -> line.box().y()))
                .toList();
    }

    private static List<Box> sharing(List<Box> boxes, ToDoubleFunction<Box> end, double tolerance) {
        List<Box> most = List.of();
        for (Box first : boxes) {
            List<Box> like = boxes.stream()
                    .filter(box -> Math.abs(end.applyAsDouble(box) - end.applyAsDouble(first)) <= tolerance)
                    .toList();
            most = like.size() > most.size() ? like : most;
        }
        return most;
    }

    private static double spread(List<Box> boxes, ToDoubleFunction<Box> end) {
        return boxes.stream().mapToDouble(end).max().orElse(0)
                - boxes.stream().mapToDouble(end).min().orElse(0);
    }
}

package dev.maestro.report;

import dev.maestro.report.Findings.Cell;
import dev.maestro.report.Findings.Matrix;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts and mean scores by row and column, while they are gathered. */
final class Counts {

    private final Map<String, Map<String, Sum>> rows = new TreeMap<>();

    private record Sum(int n, double score) {

        static final Sum NONE = new Sum(0, 0);

        Sum plus(Sum other) {
            return new Sum(n + other.n, score + other.score);
        }

        Cell cell() {
            return new Cell(n, n == 0 ? 0 : score / n);
        }
    }

    void add(String row, String column, double score) {
        rows.computeIfAbsent(row, key -> new TreeMap<>()).merge(column, new Sum(1, score), Sum::plus);
    }

    /** All of it; columns beyond the commonest are one. */
    Matrix matrix(int most) {
        Map<String, Sum> totals = new TreeMap<>();
        rows.values().forEach(row -> row.forEach((column, sum) -> totals.merge(column, sum, Sum::plus)));
        List<String> sorted = totals.entrySet().stream()
                .sorted((first, second) ->
                        Integer.compare(second.getValue().n(), first.getValue().n()))
                .map(Map.Entry::getKey)
                .toList();
        List<String> shown = sorted.subList(0, Math.min(most, sorted.size()));
        List<String> others = sorted.subList(shown.size(), sorted.size());
        List<String> columns = new ArrayList<>(shown);
        if (!others.isEmpty()) {
            columns.add(others.size() + " others");
        }
        List<List<Cell>> cells = new ArrayList<>();
        for (Map<String, Sum> row : rows.values()) {
            List<Cell> line = new ArrayList<>();
            shown.forEach(column -> line.add(row.getOrDefault(column, Sum.NONE).cell()));
            if (!others.isEmpty()) {
                line.add(others.stream()
                        .map(column -> row.getOrDefault(column, Sum.NONE))
                        .reduce(Sum.NONE, Sum::plus)
                        .cell());
            }
            cells.add(line);
        }
        return new Matrix(List.copyOf(rows.keySet()), columns, cells);
    }
}

package dev.maestro.core.invoke.table;

import dev.maestro.core.invoke.question.LabelMatch;
import dev.maestro.core.invoke.question.Question;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tables of counts: the share of a cell (a probability) or of a row in a list, and differences of two cells. */
final class TwoWay {

    private static final int STEM = 4;

    private TwoWay() {}

    /** The share of the cell that the question describes, over all cells. */
    static Optional<String> probability(Question question, Table table) {
        List<List<BigDecimal>> counts = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (List<String> row : table.body()) {
            List<BigDecimal> numbers = row.stream()
                    .skip(1)
                    .map(Numbered::of)
                    .flatMap(Optional::stream)
                    .toList();
            if (numbers.size() == table.columns() - 1) {
                counts.add(numbers);
                names.add(row.getFirst());
            }
        }
        Set<String> asked = stems(question.words());
        int row = described(asked, names);
        int column = described(asked, table.header().subList(1, table.columns()));
        if (row < 0 || column < 0) {
            return Optional.empty();
        }
        BigDecimal all = Numbered.sum(counts.stream().flatMap(List::stream).toList());
        return Optional.of(Numbered.fraction(counts.get(row).get(column), all));
    }

    /**
     * By how much two cells differ: of two rows in a column that is named, or of two columns in a row that is named. Empty
     * when the question asks for no difference, or names other than three of the table's titles.
     */
    static Optional<String> difference(Question question, Table table) {
        boolean asked = question.has("more", "fewer", "less", "difference") && question.has("how", "difference");
        if (table.columns() <= 2 || !asked || question.isYesNo()) {
            return Optional.empty();
        }
        List<LabelMatch> rows = LabelMatch.find(question, table.rowNames());
        List<LabelMatch> columns = LabelMatch.find(question, table.header().subList(1, table.columns()));
        if (rows.size() + columns.size() != 3 || rows.isEmpty() || columns.isEmpty()) {
            return Optional.empty();
        }
        List<BigDecimal> cells = new ArrayList<>();
        for (LabelMatch row : rows) {
            for (LabelMatch column : columns) {
                Numbered.of(table.body().get(row.index()).get(column.index() + 1))
                        .ifPresent(cells::add);
            }
        }
        return cells.size() == 2
                ? Optional.of(Numbered.text(cells.get(0).subtract(cells.get(1)).abs()))
                : Optional.empty();
    }

    /** The share of one row's number in the sum of its column. */
    static Optional<String> share(Question question, List<List<String>> rows) {
        List<List<String>> counted =
                rows.stream().filter(row -> Numbered.of(row.get(1)).isPresent()).toList();
        int row = described(
                stems(question.words()), counted.stream().map(List::getFirst).toList());
        if (row < 0) {
            return Optional.empty();
        }
        List<BigDecimal> numbers = counted.stream()
                .map(line -> Numbered.of(line.get(1)).orElseThrow())
                .toList();
        return Optional.of(Numbered.fraction(numbers.get(row), Numbered.sum(numbers)));
    }

    /** The name that has most words of its own in the question; -1 when the best two tie. */
    private static int described(Set<String> asked, List<String> names) {
        List<Set<String>> words =
                names.stream().map(name -> stems(Question.wordsOf(name))).toList();
        List<Double> scores = new ArrayList<>();
        for (Set<String> own : words) {
            double score = 0;
            for (String word : own) {
                long sharing =
                        words.stream().filter(other -> other.contains(word)).count();
                score += asked.contains(word) ? 1.0 / sharing : -0.1;
            }
            scores.add(own.isEmpty() ? -1 : score);
        }
        List<Double> sorted = scores.stream().sorted(Comparator.reverseOrder()).toList();
        boolean clear = !sorted.isEmpty()
                && sorted.getFirst() > -0.5
                && (sorted.size() < 2 || sorted.getFirst() > sorted.get(1));
        return clear ? scores.indexOf(sorted.getFirst()) : -1;
    }

    /** The beginnings of words, so that forms of one word are alike. */
    private static Set<String> stems(List<String> words) {
        Set<String> stems = new HashSet<>();
        for (String word : words) {
            stems.add(word.length() > STEM + 1 ? word.substring(0, STEM + 1) : word.replaceAll("s$", ""));
        }
        stems.removeAll(Set.of("the", "a", "an", "of", "and", "or", "in", "i", "to", "that", "what", "is"));
        return stems;
    }
}

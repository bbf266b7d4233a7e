package dev.maestro.core.invoke.table;

import dev.maestro.core.invoke.question.LabelMatch;
import dev.maestro.core.invoke.question.Question;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

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
        int exact = described(new HashSet<>(question.words()), names, Question::wordsOf);
        int row = exact >= 0 ? exact : described(asked, names);
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
        if (rows.size() == 2 && columns.isEmpty()) {
            return ofSums(table, rows);
        }
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

    /** By how much the sums of two rows differ. */
    private static Optional<String> ofSums(Table table, List<LabelMatch> rows) {
        List<BigDecimal> sums = new ArrayList<>();
        for (LabelMatch match : rows) {
            List<BigDecimal> numbers = table.body().get(match.index()).stream()
                    .skip(1)
                    .map(Numbered::of)
                    .flatMap(Optional::stream)
                    .toList();
            if (numbers.size() < table.columns() - 1) {
                return Optional.empty();
            }
            sums.add(Numbered.sum(numbers));
        }
        return Optional.of(Numbered.text(sums.get(0).subtract(sums.get(1)).abs()));
    }

    /** The one cell that the question names by its row and its column, in a table of several columns of numbers. */
    static Optional<String> cell(Question question, Table table) {
        boolean one = question.hasPhrase("how many") || question.hasPhrase("how much") || question.hasPhrase("what is");
        if (table.columns() <= 2 || !one || question.has("more", "fewer", "less", "total", "altogether", "each")) {
            return Optional.empty();
        }
        List<LabelMatch> rows = LabelMatch.find(question, table.rowNames());
        List<LabelMatch> columns = LabelMatch.find(question, table.header().subList(1, table.columns()));
        return rows.size() == 1 && columns.size() == 1
                ? Numbered.of(table.body()
                                .get(rows.getFirst().index())
                                .get(columns.getFirst().index() + 1))
                        .map(Numbered::text)
                : Optional.empty();
    }

    /** Which of the rows, or of those that the question names, has most or least in the column that it names. */
    static Optional<String> greater(Question question, Table table) {
        boolean most = question.has("more", "most", "greatest", "highest", "largest");
        boolean least = question.has("less", "fewer", "least", "fewest", "lowest", "smallest");
        if (table.columns() <= 2 || most == least || !question.has("which", "who", "whose", "or")) {
            return Optional.empty();
        }
        List<LabelMatch> columns = LabelMatch.find(question, table.header().subList(1, table.columns()));
        if (columns.size() != 1) {
            return Optional.empty();
        }
        int column = columns.getFirst().index() + 1;
        List<LabelMatch> rows = LabelMatch.find(question, table.rowNames());
        List<List<String>> named = rows.size() >= 2
                ? rows.stream().map(match -> table.body().get(match.index())).toList()
                : table.body();
        Comparator<List<String>> byCell =
                Comparator.comparing(row -> Numbered.of(row.get(column)).orElseThrow());
        return named.stream()
                .filter(row -> Numbered.of(row.get(column)).isPresent())
                .max(most ? byCell : byCell.reversed())
                .map(List::getFirst);
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

    private static int described(Set<String> asked, List<String> names) {
        return described(asked, names, name -> stems(Question.wordsOf(name)));
    }

    /** The name that has most words of its own in the question; -1 when the best two tie. */
    private static int described(
            Set<String> asked, List<String> names, Function<String, ? extends Collection<String>> split) {
        List<Set<String>> words = names.stream()
                .map(name -> Set.copyOf(new HashSet<>(split.apply(name))))
                .toList();
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

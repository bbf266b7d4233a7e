package dev.maestro.core.invoke.table;

import dev.maestro.core.invoke.Image;
import dev.maestro.core.invoke.SkillContext;
import dev.maestro.core.invoke.SkillInput;
import dev.maestro.core.invoke.SkillProcedure;
import dev.maestro.core.invoke.call.Calls;
import dev.maestro.core.invoke.question.Choices;
import dev.maestro.core.invoke.question.LabelMatch;
import dev.maestro.core.invoke.question.Question;
import dev.maestro.core.invoke.reading.Layout;
import dev.maestro.core.invoke.reading.Reader;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Solves a told problem over a small table: prices, timetables, frequencies, stem-and-leaf plots, shares, rates of
 * change, functions, supply and demand. The table is read enlarged, for single digits are easily missed.
 */
public final class TableProblem implements SkillProcedure {

    private static final double TARGET_PIXELS = 900;
    private static final double MAX_SCALE = 3;
    private static final Pattern UNIT = Pattern.compile("(?i)\\s*\\(unit:[^)]*\\)");

    @Override
    public String name() {
        return "table-problem";
    }

    @Override
    public String run(SkillInput input, SkillContext context) {
        Image image = Calls.image(input, name());
        double scale = Math.clamp(TARGET_PIXELS / Math.max(image.width(), image.height()), 1, MAX_SCALE);
        Image large = scale > 1.2 ? context.pictures().crop(image, 0, 0, image.width(), image.height(), scale) : image;
        Question question = Question.of(UNIT.matcher(input.query()).replaceAll(""));
        return Table.of(Reader.read(context, large, Layout.SPARSE))
                .flatMap(table -> answer(question, table))
                .map(found -> Choices.answer(input, found))
                .orElse("");
    }

    private static Optional<String> answer(Question question, Table table) {
        List<List<String>> rows = rows(table);
        String titles = String.join(" ", table.header()).toLowerCase(Locale.ROOT);
        boolean supply = question.has("shortage", "surplus");
        if (supply) {
            return shortage(question, rows);
        }
        if (question.has("linear", "nonlinear") || question.hasPhrase("a function")) {
            return function(question, table);
        }
        Optional<String> timed = Timetable.answer(question, table.header(), rows);
        if (timed.isPresent()) {
            return timed;
        }
        Optional<String> dated = Ledger.answer(question, rows);
        if (dated.isPresent()) {
            return dated;
        }
        if (question.has("probability")) {
            return TwoWay.probability(question, table);
        }
        if (question.has("fraction")) {
            return TwoWay.share(question, rows);
        }
        if (question.hasPhrase("rate of change")) {
            return change(question, rows);
        }
        List<BigDecimal> numbers = Numbered.in(question.text());
        if (question.has("each") && question.hasPhrase("how many") && numbers.size() == 2) {
            return Optional.of(Numbered.text(numbers.get(0).multiply(numbers.get(1))));
        }
        return TwoWay.difference(question, table)
                .or(() -> TwoWay.greater(question, table))
                .or(() -> TwoWay.cell(question, table))
                .or(() -> listed(question, rows, titles))
                .or(() -> Prices.answer(question, rows))
                .or(() -> change(question, rows))
                .or(() -> looked(question, rows));
    }

    /** The rows, with the first line too when it is no line of titles. */
    private static List<List<String>> rows(Table table) {
        List<List<String>> rows = new ArrayList<>();
        if (Numbered.of(table.header().getLast()).isPresent()) {
            rows.add(table.header());
        }
        rows.addAll(table.body());
        return rows;
    }

    private static Optional<String> listed(Question question, List<List<String>> rows, String titles) {
        boolean plot = titles.contains("stem") || rows.stream().anyMatch(TableProblem::isStemTitle);
        List<List<String>> lines =
                rows.stream().filter(row -> !isStemTitle(row)).toList();
        Optional<Listed> stems = Listed.stems(lines, plot);
        if (stems.isPresent()) {
            return Listed.isBounded(question)
                    ? Optional.of(stems.get().counted(question))
                    : stems.get().statistic(question);
        }
        if (rows.stream().anyMatch(row -> row.size() != 2)) {
            return Optional.empty();
        }
        List<BigDecimal> column = rows.stream()
                .map(row -> Numbered.of(row.get(1)))
                .flatMap(Optional::stream)
                .toList();
        boolean numbered = rows.stream()
                        .filter(row -> row.getFirst().strip().matches("[\\dOo]{1,4}"))
                        .count()
                > rows.size() / 2;
        if (Listed.isBounded(question)) {
            return numbered
                    ? Listed.frequencies(rows).map(listed -> listed.counted(question))
                    : Optional.of(new Listed(column).counted(question));
        }
        boolean named = question.has("which", "who", "whose", "where", "when");
        if (titles.contains("frequency") && numbered) {
            return Listed.frequencies(rows).flatMap(listed -> listed.statistic(question));
        }
        return named || question.hasPhrase("how much more") ? Optional.empty() : new Listed(column).statistic(question);
    }

    /** The titles of a plot, which stand below its name. */
    private static boolean isStemTitle(List<String> row) {
        return row.getFirst().strip().equalsIgnoreCase("stem");
    }

    /** By how much the second number that is named differs from the first; sums and differences of named rows. */
    private static Optional<String> change(Question question, List<List<String>> rows) {
        List<List<String>> counted = rows.stream()
                .filter(row -> row.size() == 2 && Numbered.of(row.get(1)).isPresent())
                .toList();
        List<LabelMatch> matches =
                LabelMatch.find(question, counted.stream().map(List::getFirst).toList());
        List<BigDecimal> numbers = matches.stream()
                .map(match -> Numbered.of(counted.get(match.index()).get(1)).orElseThrow())
                .toList();
        if (question.hasPhrase("rate of change") && numbers.size() == 2) {
            BigDecimal step = numbers.get(1).subtract(numbers.get(0));
            return Optional.of(Numbered.text(step));
        }
        boolean difference = question.has("more", "fewer", "less", "difference") && question.has("how", "difference");
        if (numbers.size() == 2 && difference && !question.isYesNo()) {
            return Optional.of(
                    Numbered.text(numbers.get(0).subtract(numbers.get(1)).abs()));
        }
        boolean all = question.has("total", "altogether", "combined", "together") || question.hasPhrase("in all");
        if (numbers.size() >= 2 && all) {
            return Optional.of(Numbered.text(Numbered.sum(numbers)));
        }
        boolean many = question.hasPhrase("how many") && !question.has("which", "who", "whose", "where");
        List<BigDecimal> column = counted.stream()
                .map(row -> Numbered.of(row.get(1)).orElseThrow())
                .toList();
        if (numbers.isEmpty() && many && column.size() >= 2) {
            BigDecimal more = all ? Numbered.last(question.text()).orElse(BigDecimal.ZERO) : BigDecimal.ZERO;
            return Optional.of(Numbered.text(Numbered.sum(column).add(more)));
        }
        return Optional.empty();
    }

    /** The name with the greatest or least number, or the number of one name. */
    private static Optional<String> looked(Question question, List<List<String>> rows) {
        List<List<String>> counted = rows.stream()
                .filter(row -> row.size() == 2 && Numbered.of(row.get(1)).isPresent())
                .toList();
        Comparator<List<String>> byNumber =
                Comparator.comparing(row -> Numbered.of(row.get(1)).orElseThrow());
        Comparator<List<String>> bySize = Comparator.comparing(
                row -> Numbered.of(row.get(1)).orElseThrow().abs());
        if (counted.isEmpty()) {
            return Optional.empty();
        }
        if (question.has("closer", "closest", "nearer")) {
            return counted.stream().min(bySize).map(List::getFirst);
        }
        boolean changed = question.has("further", "farther", "furthest", "farthest")
                || (question.has("change", "changed") && question.has("more", "greater", "larger", "bigger"));
        if (changed) {
            return counted.stream().max(bySize).map(List::getFirst);
        }
        if (question.has(
                "most",
                "highest",
                "greatest",
                "largest",
                "more",
                "greater",
                "larger",
                "longest",
                "oldest",
                "tallest",
                "heaviest")) {
            return among(question, counted).stream().max(byNumber).map(List::getFirst);
        }
        if (question.has(
                "fewest", "least", "lowest", "smallest", "fewer", "less", "shortest", "youngest", "lightest")) {
            return among(question, counted).stream().min(byNumber).map(List::getFirst);
        }
        List<LabelMatch> matches =
                LabelMatch.find(question, counted.stream().map(List::getFirst).toList());
        return matches.size() == 1
                ? Numbered.of(counted.get(matches.getFirst().index()).get(1)).map(Numbered::text)
                : Optional.empty();
    }

    private static List<List<String>> among(Question question, List<List<String>> rows) {
        List<LabelMatch> matches =
                LabelMatch.find(question, rows.stream().map(List::getFirst).toList());
        return matches.size() >= 2
                ? matches.stream().map(match -> rows.get(match.index())).toList()
                : rows;
    }

    /** Price, quantity demanded, quantity supplied. */
    private static Optional<String> shortage(Question question, List<List<String>> rows) {
        Optional<BigDecimal> price = Numbered.last(question.text());
        for (List<String> row : rows) {
            List<BigDecimal> numbers =
                    row.stream().map(Numbered::of).flatMap(Optional::stream).toList();
            if (numbers.size() == 3 && price.isPresent() && numbers.getFirst().compareTo(price.get()) == 0) {
                return Optional.of(numbers.get(1).compareTo(numbers.get(2)) > 0 ? "shortage" : "surplus");
            }
        }
        return Optional.empty();
    }

    /** Whether every x has one y, or whether y grows evenly with x; points stand in rows or in columns. */
    private static Optional<String> function(Question question, Table table) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(table.header());
        lines.addAll(table.body());
        List<List<BigDecimal>> points = new ArrayList<>();
        if (lines.size() == 2) {
            for (int i = 0; i < lines.getFirst().size(); i++) {
                add(points, lines.get(0).get(i), lines.get(1).get(i));
            }
        } else {
            lines.forEach(line -> add(points, line.getFirst(), line.getLast()));
        }
        if (points.size() < 2) {
            return Optional.empty();
        }
        if (!question.has("linear", "nonlinear")) {
            Map<BigDecimal, BigDecimal> known = new HashMap<>();
            boolean one = points.stream().allMatch(point -> {
                BigDecimal before = known.put(point.get(0), point.get(1));
                return before == null || before.compareTo(point.get(1)) == 0;
            });
            return Optional.of(one ? "yes" : "no");
        }
        BigDecimal dx = points.get(1).get(0).subtract(points.get(0).get(0));
        BigDecimal dy = points.get(1).get(1).subtract(points.get(0).get(1));
        boolean even = true;
        for (int i = 2; i < points.size(); i++) {
            BigDecimal x = points.get(i).get(0).subtract(points.get(i - 1).get(0));
            BigDecimal y = points.get(i).get(1).subtract(points.get(i - 1).get(1));
            even &= x.multiply(dy).compareTo(y.multiply(dx)) == 0;
        }
        return Optional.of(even ? "linear" : "nonlinear");
    }

    private static void add(List<List<BigDecimal>> points, String x, String y) {
        Optional<BigDecimal> left = Numbered.of(x);
        Optional<BigDecimal> right = Numbered.of(y);
        if (left.isPresent() && right.isPresent()) {
            points.add(List.of(left.get(), right.get()));
        }
    }
}

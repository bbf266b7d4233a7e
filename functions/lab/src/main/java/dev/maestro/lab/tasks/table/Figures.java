package dev.maestro.lab.tasks.table;

import dev.maestro.lab.tasks.draw.Dice;
import dev.maestro.lab.tasks.family.Answer;
import dev.maestro.lab.tasks.family.Assignment;
import dev.maestro.lab.tasks.family.Pool;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Numbers under row and column names, with the questions that charts and tables share word for word, so that only the
 * picture tells which of the two it is.
 *
 * @param items names of the entries (rows, or groups of bars)
 * @param series names of the columns (or colours of bars)
 * @param values shape [items][series]
 */
public record Figures(List<String> items, List<String> series, List<List<Integer>> values) {

    private static final Pool<List<String>> ITEMS = new Pool<>(
            "items",
            List.of(
                    List.of("Paris", "Rome", "Oslo", "Madrid", "Vienna", "Dublin", "Prague", "Lisbon"),
                    List.of("Apples", "Pears", "Plums", "Grapes", "Lemons", "Melons", "Cherries", "Figs"),
                    List.of("Monday", "Tuesday", "Thursday", "Friday", "Saturday", "Sunday")),
            List.of(
                    List.of("Cairo", "Lagos", "Tunis", "Nairobi", "Accra", "Dakar", "Harare"),
                    List.of("Trains", "Buses", "Trams", "Bikes", "Ferries", "Taxis", "Planes")),
            List.of(
                    List.of("Lima", "Quito", "Bogota", "Havana", "Santiago", "Caracas", "Asuncion"),
                    List.of("Desks", "Chairs", "Lamps", "Shelves", "Sofas", "Carpets", "Mirrors"),
                    List.of("January", "March", "May", "June", "August", "October", "December")));

    private static final Pool<List<String>> SERIES = new Pool<>(
            "series",
            List.of(List.of("2019", "2020", "2021", "2022", "2023"), List.of("North", "South", "East", "West")),
            List.of(List.of("Spring", "Summer", "Autumn", "Winter")),
            List.of(List.of("Plan A", "Plan B", "Plan C", "Plan D"), List.of("2014", "2015", "2016", "2017")));

    private static final Pool<String> VALUE = new Pool<>(
            "value",
            List.of(
                    "What is the value for {0} in {1}?",
                    "Read the value of {0} in {1}.", "In {1}, what is the value for {0}?"),
            List.of("How high is {0} in {1}?"),
            List.of("Which number belongs to {0} in {1}?", "State the figure given for {0} in {1}."));

    private static final Pool<String> HIGHEST = new Pool<>(
            "highest",
            List.of(
                    "Which entry has the highest value in {0}?",
                    "What has the largest value in {0}?", "Which is highest in {0}?"),
            List.of("Name the entry with the greatest value in {0}."),
            List.of("In {0}, which entry comes out on top?", "Which one leads in {0}?"));

    private static final Pool<String> SUM = new Pool<>(
            "sum",
            List.of(
                    "What is the sum of the values for {0} and {1} in {2}?",
                    "In {2}, how much are {0} and {1} together?", "Add the values for {0} and {1} in {2}."),
            List.of("What do {0} and {1} add up to in {2}?"),
            List.of("What is the total of {0} and {1} in {2}?", "Taken together, what are {0} and {1} in {2}?"));

    private static final Pool<String> DIFFERENCE = new Pool<>(
            "difference",
            List.of(
                    "What is the difference between {0} and {1} in {2}?",
                    "By how much do {0} and {1} differ in {2}?",
                    "In {2}, how far apart are the values for {0} and {1}?"),
            List.of("How large is the gap between {0} and {1} in {2}?"),
            List.of("What separates {0} from {1} in {2}, as a number?", "How much lies between {0} and {1} in {2}?"));

    private static final Pool<String> AVERAGE = new Pool<>(
            "average",
            List.of(
                    "What is the average of {0} and {1} in {2}?",
                    "What is the mean of the values for {0} and {1} in {2}?"),
            List.of("Average the values for {0} and {1} in {2}."),
            List.of("In {2}, what is the arithmetic mean of {0} and {1}?"));

    /** Numbers in one series with no two alike, so that a highest one exists. */
    public static Figures random(Assignment assignment, int items, int series, int step, int largest) {
        Dice dice = assignment.dice();
        List<List<Integer>> columns = new ArrayList<>();
        List<Integer> numbers = new ArrayList<>();
        for (int value = Math.max(step, largest / 8); value <= largest; value += step) {
            numbers.add(value - value % step);
        }
        for (int j = 0; j < series; j++) {
            columns.add(dice.some(numbers.stream().distinct().toList(), items));
        }
        List<List<Integer>> values = new ArrayList<>();
        for (int i = 0; i < items; i++) {
            List<Integer> row = new ArrayList<>();
            for (List<Integer> column : columns) {
                row.add(column.get(i));
            }
            values.add(List.copyOf(row));
        }
        Figures figures = new Figures(
                dice.some(assignment.pick(ITEMS), items), dice.some(assignment.pick(SERIES), series), values);
        assignment.note("scene", figures.toString());
        return figures;
    }

    /** By index of item and series. */
    public int value(int item, int column) {
        return values.get(item).get(column);
    }

    /** Over all items and series. */
    public int largest() {
        return values.stream().map(Collections::max).max(Integer::compare).orElseThrow();
    }

    /** A question about one series with its answer, which counts within 5 %. */
    public Query ask(Assignment assignment) {
        Dice dice = assignment.dice();
        int column = dice.between(0, series.size() - 1);
        String where = series.get(column);
        List<Integer> order = dice.shuffled(
                java.util.stream.IntStream.range(0, items.size()).boxed().toList());
        int first = order.get(0);
        int second = order.get(1);
        String one = items.get(first);
        String two = items.get(second);
        int a = value(first, column);
        int b = value(second, column);
        String kind = dice.of(List.of("value", "value", "highest", "sum", "difference", "average"));
        assignment.note("asked", kind);
        return switch (kind) {
            case "value" -> new Query(assignment.say(VALUE, one, where), Answer.about(a));
            case "highest" -> new Query(assignment.say(HIGHEST, where), new Answer(best(column), "text", "exact"));
            case "sum" -> new Query(assignment.say(SUM, one, two, where), Answer.about(a + b));
            case "difference" -> new Query(assignment.say(DIFFERENCE, one, two, where), Answer.about(Math.abs(a - b)));
            default -> new Query(assignment.say(AVERAGE, one, two, where), Answer.about((a + b) / 2.0));
        };
    }

    private String best(int column) {
        int best = 0;
        for (int i = 1; i < items.size(); i++) {
            best = value(i, column) > value(best, column) ? i : best;
        }
        return items.get(best);
    }

    /** A question and its answer. */
    public record Query(String question, Answer answer) {}
}

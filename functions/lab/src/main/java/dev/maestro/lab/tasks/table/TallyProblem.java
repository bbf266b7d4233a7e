package dev.maestro.lab.tasks.table;

import dev.maestro.lab.tasks.draw.Dice;
import dev.maestro.lab.tasks.family.Answer;
import dev.maestro.lab.tasks.family.Assignment;
import dev.maestro.lab.tasks.family.Pool;
import dev.maestro.lab.tasks.table.TableProblemFamily.Told;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** What somebody noted day by day: most, sum, difference, rate of change, mean, median, range. */
final class TallyProblem implements TableProblemFamily.Kind {

    private static final List<String> DAYS =
            List.of("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday");

    private static final Pool<Noted> NOTED = new Pool<>(
            "noted",
            List.of(
                    new Noted("A baker noted how many pies were baked each day.", "pies", "baked"),
                    new Noted("A library kept track of how many books were lent each day.", "books", "lent"),
                    new Noted("The zoo wrote down how many tickets were sold each day.", "tickets", "sold")),
            List.of(new Noted("A ferry captain noted how many cars were carried each day.", "cars", "carried")),
            List.of(
                    new Noted("A garage counted how many tyres were changed each day.", "tyres", "changed"),
                    new Noted("A farm recorded how many eggs were collected each day.", "eggs", "collected")));

    private static final Pool<String> MOST = new Pool<>(
            "most",
            List.of("{0} On which day were the most {1} {2}?", "{0} On which day were most {1} {2}?"),
            List.of("{0} Which day had the most {1} {2}?"),
            List.of("{0} Name the day on which the most {1} were {2}."));

    private static final Pool<String> SUM = new Pool<>(
            "in all",
            List.of(
                    "{0} How many {1} were {2} in all on {3} and {4}?",
                    "{0} How many {1} in total were {2} on {3} and {4}?"),
            List.of("{0} On {3} and {4}, how many {1} were {2} altogether?"),
            List.of("{0} How many {1} were {2} on {3} and {4} together?"));

    private static final Pool<String> MORE = new Pool<>(
            "more",
            List.of(
                    "{0} How many more {1} were {2} on {3} than on {4}?",
                    "{0} How many fewer {1} were {2} on {4} than on {3}?"),
            List.of("{0} On {3}, how many more {1} were {2} than on {4}?"),
            List.of("{0} How many {1} more were {2} on {3} than on {4}?"));

    private static final Pool<String> RATE = new Pool<>(
            "rate",
            List.of(
                    "{0} According to the table, what was the rate of change between {3} and {4}?",
                    "{0} What was the rate of change from {3} to {4}?"),
            List.of("{0} Find the rate of change between {3} and {4}."),
            List.of("{0} By the table, how large is the rate of change between {3} and {4}?"));

    private static final Pool<String> STATISTIC = new Pool<>(
            "statistic",
            List.of("{0} What is the {5} of the numbers?", "{0} What is the {5} of the numbers in the table?"),
            List.of("{0} Find the {5} of the numbers."),
            List.of("{0} Give the {5} of these numbers.", "{0} Which number is the {5} of the numbers?"));

    @Override
    public Told tell(Assignment assignment) {
        Dice dice = assignment.dice();
        Noted noted = assignment.pick(NOTED);
        int count = dice.between(4, 7);
        List<Integer> numbers = distinct(dice, count);
        List<List<String>> rows = IntStream.range(0, count)
                .mapToObj(i -> List.of(DAYS.get(i), Integer.toString(numbers.get(i))))
                .toList();
        SmallTable table = new SmallTable(
                dice.chance(0.4) ? capital(noted.things) + " " + noted.done : "",
                List.of("Day", capital(noted.things) + (dice.chance(0.5) ? "" : " " + noted.done)),
                rows);
        String kind = dice.of(List.of("most", "sum", "more", "rate", "mean", "median", "range"));
        assignment.note("asked", kind);
        int first = dice.between(0, count - 2);
        int second = first + 1;
        boolean up = numbers.get(second) > numbers.get(first);
        int a = numbers.get(first);
        int b = numbers.get(second);
        return switch (kind) {
            case "most" -> {
                String day = DAYS.get(numbers.indexOf(Collections.max(numbers)));
                yield new Told(table, noted.say(assignment, MOST, "", "", ""), Answer.text(day));
            }
            case "sum" ->
                new Told(
                        table,
                        noted.say(assignment, SUM, DAYS.get(first), DAYS.get(second), ""),
                        Answer.number((long) a + b));
            case "more" ->
                new Told(
                        table,
                        noted.say(assignment, MORE, DAYS.get(up ? second : first), DAYS.get(up ? first : second), ""),
                        Answer.number(Math.abs(a - b)));
            case "rate" ->
                new Told(
                        table,
                        noted.say(assignment, RATE, DAYS.get(first), DAYS.get(second), ""),
                        Answer.number((long) b - a));
            default -> new Told(table, noted.say(assignment, STATISTIC, "", "", kind), statistic(kind, numbers));
        };
    }

    private static Answer statistic(String kind, List<Integer> numbers) {
        List<Integer> sorted = numbers.stream().sorted().toList();
        int size = sorted.size();
        return switch (kind) {
            case "mean" ->
                Answer.number(numbers.stream().mapToInt(Integer::intValue).sum() / size);
            case "median" ->
                new Answer(Answer.plain((sorted.get((size - 1) / 2) + sorted.get(size / 2)) / 2.0), "number", "exact");
            default -> Answer.number((long) sorted.getLast() - sorted.getFirst());
        };
    }

    /** Different numbers whose mean is whole. */
    private static List<Integer> distinct(Dice dice, int count) {
        List<Integer> all = IntStream.rangeClosed(3, 95).boxed().toList();
        List<Integer> numbers = new ArrayList<>(dice.some(all, count));
        while (numbers.stream().mapToInt(Integer::intValue).sum() % count != 0
                || numbers.stream().distinct().count() < count) {
            numbers.set(count - 1, dice.between(3, 95));
        }
        return List.copyOf(numbers);
    }

    private static String capital(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    /**
     * What was noted.
     *
     * @param story one sentence
     * @param done a participle
     */
    record Noted(String story, String things, String done) {

        String say(Assignment assignment, Pool<String> wordings, String one, String two, String statistic) {
            return assignment.say(wordings, story, things, done, one, two, statistic);
        }
    }
}

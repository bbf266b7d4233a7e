package dev.maestro.lab.tasks.table;

import dev.maestro.lab.tasks.draw.Dice;
import dev.maestro.lab.tasks.family.Answer;
import dev.maestro.lab.tasks.family.Assignment;
import dev.maestro.lab.tasks.family.Pool;
import dev.maestro.lab.tasks.table.TableProblemFamily.Told;
import java.util.ArrayList;
import java.util.List;

/** How many people did something so many times, from a table of frequencies. */
final class FrequencyProblem implements TableProblemFamily.Kind {

    private static final Pool<Survey> SURVEYS = new Pool<>(
            "survey",
            List.of(
                    new Survey("Books read", "Number of pupils", "pupils", "read", "books"),
                    new Survey("Cups drunk", "Number of guests", "guests", "drank", "cups"),
                    new Survey("Matches won", "Number of teams", "teams", "won", "matches")),
            List.of(new Survey("Films watched", "Number of friends", "friends", "watched", "films")),
            List.of(
                    new Survey("Trees planted", "Number of families", "families", "planted", "trees"),
                    new Survey("Letters sent", "Number of clerks", "clerks", "sent", "letters")));

    private static final Pool<String> ASKED = new Pool<>(
            "frequency",
            List.of("How many {0} {1} {2} {3} {4}?", "The table shows a survey. How many {0} {1} {2} {3} {4}?"),
            List.of("By the survey, how many {0} {1} {2} {3} {4}?"),
            List.of("From the table, find how many {0} {1} {2} {3} {4}."));

    @Override
    public Told tell(Assignment assignment) {
        Dice dice = assignment.dice();
        Survey survey = assignment.pick(SURVEYS);
        int least = dice.between(0, 2);
        List<List<String>> rows = new ArrayList<>();
        List<Integer> counts = new ArrayList<>();
        for (int i = 0; i < dice.between(4, 6); i++) {
            counts.add(dice.between(1, 24));
            rows.add(List.of(Integer.toString(least + i), Integer.toString(counts.get(i))));
        }
        int number = least + dice.between(1, counts.size() - 2);
        String bound = dice.of(List.of("at least", "more than", "fewer than", "exactly"));
        assignment.note("asked", bound);
        int total = 0;
        for (int i = 0; i < counts.size(); i++) {
            int times = least + i;
            boolean counted =
                    switch (bound) {
                        case "at least" -> times >= number;
                        case "more than" -> times > number;
                        case "fewer than" -> times < number;
                        default -> times == number;
                    };
            total += counted ? counts.get(i) : 0;
        }
        String question =
                assignment.say(ASKED, survey.people, survey.did, bound, Integer.toString(number), survey.things);
        return new Told(new SmallTable("", List.of(survey.times, survey.number), rows), question, Answer.number(total));
    }

    /**
     * What people were asked.
     *
     * @param times head of the first column
     * @param number head of the second
     * @param did a verb in the past
     */
    record Survey(String times, String number, String people, String did, String things) {}
}

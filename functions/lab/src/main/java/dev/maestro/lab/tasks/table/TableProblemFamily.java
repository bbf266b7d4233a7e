package dev.maestro.lab.tasks.table;

import dev.maestro.lab.tasks.family.Answer;
import dev.maestro.lab.tasks.family.Assignment;
import dev.maestro.lab.tasks.family.Draft;
import dev.maestro.lab.tasks.family.TaskFamily;
import java.util.List;

/** School problems over a small table: ruled, bare, striped, or a worn copy. */
public final class TableProblemFamily implements TaskFamily {

    private static final List<Kind> KINDS = List.of(
            new PriceProblem(), new PriceProblem(), new TallyProblem(), new TallyProblem(), new FrequencyProblem());

    /** One kind of problem. */
    interface Kind {

        Told tell(Assignment assignment);
    }

    /** A problem as it is told. */
    record Told(SmallTable table, String question, Answer answer) {}

    @Override
    public String name() {
        return "table-problem";
    }

    @Override
    public List<String> conditions() {
        return List.of("ruled", "bare", "zebra", "worn");
    }

    @Override
    public Draft draw(Assignment assignment) {
        Told told = assignment.dice().of(KINDS).tell(assignment);
        assignment.note("scene", told.table().toString());
        return new Draft(told.question(), told.table().picture(assignment), told.answer());
    }
}

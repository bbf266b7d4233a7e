package dev.maestro.core.invoke.geometry;

import dev.maestro.core.invoke.Image;
import dev.maestro.core.invoke.SkillContext;
import dev.maestro.core.invoke.SkillInput;
import dev.maestro.core.invoke.SkillProcedure;
import dev.maestro.core.invoke.call.Calls;
import dev.maestro.core.invoke.call.JsonReply;
import dev.maestro.core.invoke.question.Choices;
import dev.maestro.core.invoke.question.Question;
import java.util.Map;

/** Counts rows and columns of a grid: {@code (rows,columns)}, or the one that is asked for, or the cells. */
public final class Grid implements SkillProcedure {

    @Override
    public String name() {
        return "geometry-grid";
    }

    @Override
    public String run(SkillInput input, SkillContext context) {
        Image image = Calls.image(input, name());
        JsonReply reply = JsonReply.of(context.main(Calls.detect("grid", Map.of(), image)));
        int rows = reply.count("rows");
        int columns = reply.count("columns");
        return rows == 0 || columns == 0 ? "" : Choices.answer(input, said(Question.of(input.query()), rows, columns));
    }

    private static String said(Question question, int rows, int columns) {
        boolean asksRows = question.has("row", "rows");
        boolean asksColumns = question.has("column", "columns");
        if (asksRows && !asksColumns) {
            return String.valueOf(rows);
        }
        if (asksColumns && !asksRows) {
            return String.valueOf(columns);
        }
        if (!asksRows && question.has("cells", "boxes", "fields", "tiles")) {
            return String.valueOf(rows * columns);
        }
        return "(" + rows + "," + columns + ")";
    }
}

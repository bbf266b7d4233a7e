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
import dev.maestro.core.invoke.values.NamedValue;
import dev.maestro.core.invoke.values.SeriesQuestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Looks a cell up by the row and the column that the question names. With a column only, or a row only, the question is
 * about that list: its greatest value, its name by value, or evidence for arithmetic.
 */
public final class TableCell implements SkillProcedure {

    private final boolean upright;

    private TableCell(boolean upright) {
        this.upright = upright;
    }

    /** Reads the picture as it is. */
    public static TableCell plain() {
        return new TableCell(false);
    }

    /** Turns the picture upright first: rows of a table that hangs slant into each other. */
    public static TableCell upright() {
        return new TableCell(true);
    }

    @Override
    public String name() {
        return upright ? "table-cell-upright" : "table-cell";
    }

    @Override
    public String run(SkillInput input, SkillContext context) {
        Image sent = Calls.image(input, name());
        Image image = upright ? context.pictures().upright(sent) : sent;
        Optional<Table> table = Table.of(Reader.read(context, image, Layout.SPARSE));
        return table.map(found -> Choices.answer(input, answer(Question.of(input.query()), found)))
                .orElse("");
    }

    private static String answer(Question question, Table table) {
        List<String> labels = new ArrayList<>(table.rowNames());
        labels.addAll(table.header().subList(1, table.columns()));
        int rowCount = table.body().size();
        List<LabelMatch> matches = LabelMatch.find(question, labels);
        List<Integer> rows = matches.stream()
                .map(LabelMatch::index)
                .filter(index -> index < rowCount)
                .toList();
        List<Integer> columns = matches.stream()
                .map(LabelMatch::index)
                .filter(index -> index >= rowCount)
                .map(index -> index - rowCount + 1)
                .toList();
        if (rows.size() == 1 && columns.size() != 1 && table.columns() > 2) {
            return SeriesQuestion.answer(question, across(table, rows.getFirst()));
        }
        if (columns.isEmpty() && rows.isEmpty() && table.columns() > 2) {
            return byValue(question, table);
        }
        return SeriesQuestion.answer(question, down(table, columns.isEmpty() ? 1 : columns.getFirst()));
    }

    private static List<NamedValue> across(Table table, int row) {
        return IntStream.range(1, table.columns())
                .mapToObj(column -> new NamedValue(
                        table.header().get(column), table.body().get(row).get(column)))
                .filter(value -> !value.value().isEmpty())
                .toList();
    }

    private static List<NamedValue> down(Table table, int column) {
        return table.body().stream()
                .map(line -> new NamedValue(line.getFirst(), line.get(column)))
                .filter(value -> !value.value().isEmpty())
                .toList();
    }

    /** No label is named: perhaps a value is, or the whole table is meant. */
    private static String byValue(Question question, Table table) {
        for (int column = 1; column < table.columns(); column++) {
            String found = SeriesQuestion.answer(question, down(table, column));
            if (!found.isEmpty()) {
                return found;
            }
        }
        return "";
    }
}

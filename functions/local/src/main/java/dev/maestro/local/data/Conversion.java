package dev.maestro.local.data;

import dev.maestro.lab.tasks.ItemsWriter;
import dev.maestro.lab.tasks.WrittenItem;
import dev.maestro.local.data.item.FieldMapping;
import dev.maestro.local.data.item.ItemSettings;
import dev.maestro.local.data.item.RowItems;
import dev.maestro.local.data.picture.PictureFolder;
import dev.maestro.local.data.picture.PictureValues;
import dev.maestro.local.data.row.Columns;
import dev.maestro.local.data.row.DataException;
import dev.maestro.local.data.row.Row;
import dev.maestro.local.data.row.RowFiles;
import dev.maestro.local.data.row.RowProblem;
import dev.maestro.local.data.row.RowSource;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/** Brings a published benchmark into the layout of an items folder, one row at a time. */
public final class Conversion {

    /** So many problems are kept word for word. */
    private static final int MOST_PROBLEMS = 1_000;

    private final RowFiles source;
    private final FieldMapping.Wishes wishes;
    private final ItemSettings settings;
    private final boolean skipBad;
    private final long most;

    /**
     * Prepares one.
     *
     * @param skipBad whether a row that gives no item is left out; else it ends the conversion
     * @param most rows at most; 0 for all
     */
    public Conversion(RowFiles source, FieldMapping.Wishes wishes, ItemSettings settings, boolean skipBad, long most) {
        this.source = source;
        this.wishes = wishes;
        this.settings = settings;
        this.skipBad = skipBad;
        this.most = most;
    }

    /**
     * A row that gives no item.
     *
     * @param where file and row or line
     */
    public record Problem(String where, String reason) {}

    /**
     * What was done.
     *
     * @param columns which column was taken for what
     * @param rows rows that were read
     * @param items items that were written
     * @param problems rows that were left out, the first 1,000
     * @param skipped how many were left out
     * @param pictures files that were written
     * @param pictureBytes how large they are together
     * @param answerTypes how many items have each
     */
    public record Report(
            String form,
            List<String> files,
            String columns,
            long rows,
            long items,
            long skipped,
            List<Problem> problems,
            long pictures,
            long pictureBytes,
            Map<String, Long> answerTypes) {}

    /**
     * Converts.
     *
     * @param target made if it is missing; must not hold items yet
     * @param progress told the number of rows after each
     * @throws MappingException when a column that was named is not there, or question or answer cannot be found
     * @throws DataException when a row gives no item and rows are not skipped, or a file ends in the middle
     * @throws FileAlreadyExistsException when the folder holds items already
     */
    public Report run(Path target, LongConsumer progress) throws IOException {
        PictureFolder folder = new PictureFolder(target);
        PictureValues pictures =
                new PictureValues(settings.imageRoot() == null ? source.root() : settings.imageRoot(), folder);
        FieldMapping mapping = FieldMapping.of(Columns.of(source), wishes);
        Running running = new Running(new RowItems(mapping, settings, pictures));
        try (ItemsWriter out = ItemsWriter.open(target)) {
            source.each((entry, columns) -> {
                running.take(entry, out);
                progress.accept(running.rows);
                return most == 0 || running.rows < most;
            });
            if (running.items == 0) {
                throw new DataException("No row gave an item"
                        + (running.problems.isEmpty()
                                ? "; the source is empty."
                                : "; first problem: "
                                        + running.problems.getFirst().where() + " "
                                        + running.problems.getFirst().reason() + "."));
            }
            out.finish();
        }
        return new Report(
                source.form().word(),
                source.files().stream().map(Path::toString).toList(),
                mapping.toString(),
                running.rows,
                running.items,
                running.skipped,
                List.copyOf(running.problems),
                folder.files(),
                folder.bytes(),
                running.types);
    }

    /** State of one conversion. */
    private final class Running {

        private final RowItems rowItems;
        private final Map<String, String> ids = new HashMap<>();
        private final List<Problem> problems = new ArrayList<>();
        private final Map<String, Long> types = new TreeMap<>();
        private long rows;
        private long items;
        private long skipped;

        Running(RowItems rowItems) {
            this.rowItems = rowItems;
        }

        void take(RowSource.Entry entry, ItemsWriter out) throws IOException {
            rows++;
            switch (entry) {
                case RowSource.Entry.Bad bad -> problem(bad.where(), bad.reason());
                case RowSource.Entry.Good good -> write(good.row(), out);
            }
        }

        private void write(Row row, ItemsWriter out) throws IOException {
            try {
                WrittenItem item = rowItems.item(row);
                String id = String.valueOf(item.id());
                String before = ids.putIfAbsent(id, row.where());
                if (before != null) {
                    throw new RowProblem("has the id " + id + ", which " + before + " has already");
                }
                out.write(item);
                items++;
                types.merge(Objects.requireNonNull(item.answerType()), 1L, Long::sum);
            } catch (RowProblem e) {
                problem(row.where(), String.valueOf(e.getMessage()));
            }
        }

        private void problem(String where, String reason) {
            if (!skipBad) {
                throw new DataException(where + " " + reason + ". To leave out such rows, say --skip-bad.");
            }
            skipped++;
            if (problems.size() < MOST_PROBLEMS) {
                problems.add(new Problem(where, reason));
            }
        }
    }
}

package dev.maestro.local.data.row;

import dev.hardwood.InputFile;
import dev.hardwood.reader.ColumnReaders;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.schema.ColumnProjection;
import dev.hardwood.schema.SchemaNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A Parquet file as Hugging Face's {@code datasets} writes it: nested columns, pictures as {@code {bytes, path}}.
 *
 * <p>The library's reader of rows puts thousands of them together at a time and reads pages ahead, which is right for
 * numbers and far too much for pictures; so columns are read in batches of few rows, with few pages ahead.
 */
final class ParquetRows implements RowSource {

    private static final int BATCH = 8;
    private static final String PAGES_AHEAD = "hardwood.internal.maxOutstanding";

    static {
        if (System.getProperty(PAGES_AHEAD) == null) {
            System.setProperty(PAGES_AHEAD, "2");
        }
    }

    private final String name;
    private final ParquetFileReader file;
    private final ClassLabels labels;
    private final List<SchemaNode> fields;
    private @Nullable ColumnReaders columns;
    private @Nullable ParquetBatch batch;
    private int at;
    private int size;
    private long row;

    ParquetRows(Path path) throws IOException {
        this.name = String.valueOf(path.getFileName());
        try {
            this.file = ParquetFileReader.open(InputFile.of(path));
        } catch (IOException | RuntimeException e) {
            throw new DataException(name + " is no Parquet file that can be read: " + reason(e), e);
        }
        this.labels = ClassLabels.of(file.getFileMetaData().keyValueMetadata());
        this.fields = file.getFileSchema().getRootNode().children();
    }

    @Override
    public List<String> columns() {
        return fields.stream().map(SchemaNode::name).toList();
    }

    @Override
    public Optional<Entry> next() {
        try {
            if (at == size && !nextBatch()) {
                return Optional.empty();
            }
            row++;
            ParquetBatch current = Objects.requireNonNull(batch);
            return Optional.of(new Entry.Good(new Row(name + " row " + row, row, labels.named(current.row(at++)))));
        } catch (RuntimeException e) {
            throw new DataException(
                    name + " cannot be read from row " + (row + 1) + " on: " + reason(e)
                            + ". The file may be cut off or damaged; fetch it again.",
                    e);
        }
    }

    private boolean nextBatch() {
        ColumnReaders readers = columns;
        if (readers == null) {
            readers = file.buildColumnReaders(ColumnProjection.all())
                    .batchSize(BATCH)
                    .build();
            columns = readers;
        }
        if (!readers.nextBatch()) {
            return false;
        }
        at = 0;
        size = readers.getRecordCount();
        batch = new ParquetBatch(fields, readers);
        return size > 0;
    }

    /** The library says where in a message and what in its cause. */
    private static String reason(Throwable failure) {
        Throwable last = failure;
        while (last.getCause() != null) {
            last = last.getCause();
        }
        return last == failure ? String.valueOf(failure.getMessage()) : failure.getMessage() + ": " + last.getMessage();
    }

    @Override
    public void close() throws IOException {
        if (columns != null) {
            columns.close();
        }
        file.close();
    }
}

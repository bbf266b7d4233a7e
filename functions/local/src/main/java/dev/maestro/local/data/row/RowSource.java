package dev.maestro.local.data.row;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The rows of one file, one after the other; only a few are in memory. Not thread-safe. */
public interface RowSource extends Closeable {

    /** What is next: a row, or one that cannot be read. */
    sealed interface Entry {

        /** A row. */
        record Good(Row row) implements Entry {}

        /**
         * No row.
         *
         * @param where file and row or line
         * @param reason what is wrong with it
         */
        record Bad(String where, String reason) implements Entry {}
    }

    /** Names of the columns as the file states them; empty when it does not. */
    List<String> columns();

    /**
     * The next row; empty after the last. A row that cannot be read does not stop those after it, where the form allows.
     *
     * @throws DataException when nothing more can be read, with the row and the reason
     */
    Optional<Entry> next() throws IOException;
}

package dev.maestro.local.data;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** A file of separated values with names in its first line, quoted as spreadsheets and pandas do. */
final class SeparatedRows implements RowSource {

    private final String name;
    private final CSVParser parser;
    private final Iterator<CSVRecord> records;
    private final List<String> columns;
    private final ValueGuard guard;

    /**
     * Opens a file.
     *
     * @param quoted whether {@code "} encloses values; in a file that never quotes it is a sign like any other
     */
    SeparatedRows(Path file, char separator, boolean quoted) throws IOException {
        this.name = String.valueOf(file.getFileName());
        this.guard = new ValueGuard(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8));
        try {
            this.parser = CSVFormat.DEFAULT
                    .builder()
                    .setDelimiter(separator)
                    .setQuote(quoted ? Character.valueOf('"') : null)
                    .setHeader()
                    .setSkipHeaderRecord(true)
                    .setIgnoreEmptyLines(true)
                    .get()
                    .parse(guard);
        } catch (IllegalArgumentException e) {
            guard.close();
            throw new DataException(name + " line 1 names its columns wrongly: " + e.getMessage(), e);
        }
        this.columns = parser.getHeaderNames().stream()
                .map(column -> column.startsWith("\uFEFF") ? column.substring(1) : column)
                .toList();
        this.records = parser.iterator();
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public Optional<Entry> next() {
        guard.mark();
        long line = parser.getCurrentLineNumber() + 1;
        try {
            if (!records.hasNext()) {
                return Optional.empty();
            }
            CSVRecord next = records.next();
            return Optional.of(entry(name + " line " + line, next));
        } catch (UncheckedIOException | IllegalStateException e) {
            String reason = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
            throw new DataException(
                    name + " cannot be read from line " + line + " on: " + reason
                            + " If its quotation marks enclose nothing, say --quotes none.",
                    e);
        }
    }

    private Entry entry(String where, CSVRecord next) {
        if (next.size() != columns.size()) {
            return new Entry.Bad(
                    where, "has " + next.size() + " values, the first line names " + columns.size() + " columns");
        }
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            values.put(columns.get(i), next.get(i));
        }
        return new Entry.Good(new Row(where, next.getRecordNumber(), values));
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }

    /** Stops a quotation mark that is never closed from taking the rest of the file into memory. */
    private static final class ValueGuard extends Reader {

        private final Reader in;
        private long sinceMark;

        ValueGuard(Reader in) {
            this.in = in;
        }

        void mark() {
            sinceMark = 0;
        }

        @Override
        public int read(char[] buffer, int offset, int length) throws IOException {
            int read = in.read(buffer, offset, length);
            sinceMark += Math.max(0, read);
            if (sinceMark > Texts.LONGEST) {
                throw new IOException(
                        "a row is longer than " + Texts.LONGEST + " characters; a quotation mark may never be closed.");
            }
            return read;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}

package dev.maestro.local.data.row;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * A file of separated values with names in its first line, quoted as spreadsheets and pandas do. A row that is quoted
 * wrongly does not stop those after it.
 */
public final class SeparatedRows implements RowSource {

    private static final String NO_QUOTES = "; if its quotation marks enclose nothing, say --quotes none";

    private final String name;
    private final QuotedRecords records;
    private final CSVFormat format;
    private final List<String> columns;
    private long number;

    /**
     * Opens a file.
     *
     * @param quoted whether {@code "} encloses values; in a file that never quotes it is a sign like any other
     */
    public SeparatedRows(Path file, char separator, boolean quoted) throws IOException {
        this.name = String.valueOf(file.getFileName());
        this.records = new QuotedRecords(file, separator, quoted);
        this.format = CSVFormat.DEFAULT
                .builder()
                .setDelimiter(separator)
                .setQuote(quoted ? Character.valueOf('"') : null)
                .setIgnoreEmptyLines(true)
                .get();
        try {
            this.columns =
                    header(records.next().map(QuotedRecords.Written::text).orElse(""));
        } catch (IOException | RuntimeException e) {
            records.close();
            throw new DataException(name + " line 1 names its columns wrongly: " + e.getMessage(), e);
        }
    }

    private List<String> header(String text) throws IOException {
        String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
        try (CSVParser parser = CSVParser.parse(
                plain, format.builder().setHeader().setSkipHeaderRecord(true).get())) {
            return parser.getHeaderNames();
        }
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public Optional<Entry> next() {
        try {
            return records.next().map(this::entry);
        } catch (IOException e) {
            throw new DataException(
                    name + " cannot be read from line " + (records.lineNumber() + 1) + " on: " + e.getMessage(), e);
        }
    }

    private Entry entry(QuotedRecords.Written written) {
        String where = name + " line " + written.line();
        number++;
        if (!written.isClosed()) {
            return new Entry.Bad(where, "has a quotation mark that is never closed" + NO_QUOTES);
        }
        try (CSVParser parser = CSVParser.parse(written.text(), format)) {
            List<CSVRecord> found = parser.getRecords();
            if (found.size() == 1) {
                return entry(where, found.getFirst());
            }
            return wrong(written, where, "it is " + found.size() + " rows");
        } catch (IOException | UncheckedIOException | IllegalStateException e) {
            return wrong(written, where, "text stands beside a closing quotation mark");
        }
    }

    private Entry wrong(QuotedRecords.Written written, String where, String why) {
        records.keepOnlyFirstLine(written);
        return new Entry.Bad(where, "is quoted wrongly: " + why + NO_QUOTES);
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
        return new Entry.Good(new Row(where, number, values));
    }

    @Override
    public void close() throws IOException {
        records.close();
    }
}

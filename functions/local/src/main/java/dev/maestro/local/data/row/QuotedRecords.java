package dev.maestro.local.data.row;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a file of separated values into records, each a line, or several where quotation marks enclose the ends of lines.
 * A mark that is never closed costs its own line: those after it are read anew. Not thread-safe.
 */
final class QuotedRecords implements Closeable {

    /** Text of people in one value; what is longer was not closed. */
    private static final int MOST_LINES = 1000;

    private static final int LONGEST_CONTINUED = 4_000_000;

    private final LineGuard guard;
    private final BufferedReader reader;
    private final char separator;
    private final boolean quoted;
    private final Deque<String> again = new ArrayDeque<>();
    private long line;

    QuotedRecords(Path file, char separator, boolean quoted) throws IOException {
        this.guard = new LineGuard(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8));
        this.reader = new BufferedReader(guard);
        this.separator = separator;
        this.quoted = quoted;
    }

    /**
     * A record.
     *
     * @param line its first line, from 1
     * @param text as written
     * @param isClosed false for a line whose quotation mark is never closed
     */
    record Written(long line, String text, boolean isClosed) {}

    /**
     * The next record that is not empty.
     *
     * @throws IOException when the file cannot be read, or a line is too long for any value
     */
    Optional<Written> next() throws IOException {
        String first = line();
        while (first != null && first.isEmpty()) {
            first = line();
        }
        if (first == null) {
            return Optional.empty();
        }
        long begin = line;
        StringBuilder text = new StringBuilder(first);
        List<String> more = new ArrayList<>();
        while (endsInside(text)) {
            String next =
                    more.size() < MOST_LINES && text.length() - first.length() < LONGEST_CONTINUED ? line() : null;
            if (next == null) {
                readAgain(begin, more);
                return Optional.of(new Written(begin, first, false));
            }
            more.add(next);
            text.append('\n').append(next);
        }
        return Optional.of(new Written(begin, text.toString(), true));
    }

    /** Gives back all but the first line of the record that was read last, for that one alone is wrong. */
    void keepOnlyFirstLine(Written last) {
        List<String> lines = last.text().lines().toList();
        readAgain(last.line(), lines.subList(1, lines.size()));
    }

    private void readAgain(long after, List<String> lines) {
        line = after;
        for (int i = lines.size() - 1; i >= 0; i--) {
            again.addFirst(lines.get(i));
        }
    }

    /** The number of the line that was read last. */
    long lineNumber() {
        return line;
    }

    private @Nullable String line() throws IOException {
        String next = again.poll();
        if (next == null) {
            guard.mark();
            next = reader.readLine();
        }
        line += next == null ? 0 : 1;
        return next;
    }

    /** Whether the text ends within quotation marks: those that begin a value enclose it, and two stand for one. */
    private boolean endsInside(CharSequence text) {
        boolean inside = false;
        boolean atStart = true;
        for (int i = 0; quoted && i < text.length(); i++) {
            char sign = text.charAt(i);
            if (inside) {
                if (sign == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                    i++;
                } else if (sign == '"') {
                    inside = false;
                }
            } else {
                inside = atStart && sign == '"';
                atStart = sign == separator;
            }
        }
        return inside;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    /** Stops a line without end from filling the memory. */
    private static final class LineGuard extends Reader {

        private final Reader in;
        private long sinceMark;

        LineGuard(Reader in) {
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
                throw new IOException("it is longer than " + Texts.LONGEST + " characters");
            }
            return read;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}

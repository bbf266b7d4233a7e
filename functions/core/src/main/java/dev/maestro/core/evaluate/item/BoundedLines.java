package dev.maestro.core.evaluate.item;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Lines of a file of others, of which none may fill the memory. */
final class BoundedLines {

    private static final int LONGEST = 4_000_000;

    private BoundedLines() {}

    /** Takes a line. */
    @FunctionalInterface
    interface Consumer {

        /** Takes one that is not blank. */
        void accept(int number, String text) throws IOException;
    }

    /**
     * Gives all lines that are not blank, numbered from 1.
     *
     * @throws IOException when the file cannot be read, or a line is longer than 4,000,000 characters; the message names it
     */
    static void each(Path file, Consumer consumer) throws IOException {
        try (Reader reader =
                new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
            int number = 1;
            for (String line = next(reader, file, number); line != null; line = next(reader, file, number)) {
                if (!line.isBlank()) {
                    consumer.accept(number, line);
                }
                number++;
            }
        }
    }

    private static @Nullable String next(Reader reader, Path file, int number) throws IOException {
        StringBuilder line = new StringBuilder();
        int read = reader.read();
        if (read < 0) {
            return null;
        }
        while (read >= 0 && read != '\n') {
            if (line.length() == LONGEST) {
                throw new IOException(file + " line " + number + " is longer than " + LONGEST
                        + " characters, so it is no item; is this the list?");
            }
            line.append((char) read);
            read = reader.read();
        }
        return line.toString();
    }
}

package dev.maestro.local.command.terminal;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/** Keeps the details of an unexpected failure in a file, out of the user's sight. */
public final class Failures {

    private Failures() {}

    /** Gives two texts: what happened in one line, and the file with the rest, or why there is none. */
    public static String[] write(Exception failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        String line = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        try {
            Path file = Files.createTempFile("maestro-failure-", ".txt");
            Files.writeString(file, text.toString());
            return new String[] {line, file.toString()};
        } catch (IOException e) {
            return new String[] {line, "nowhere (" + e.getMessage() + ")"};
        }
    }
}

package dev.maestro.report;

import com.fasterxml.jackson.databind.SerializationFeature;
import dev.maestro.core.episode.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file that is there whole or not at all: written beside its place, then moved. */
final class WholeFile {

    private WholeFile() {}

    /** Writes its bytes to where it is told. */
    @FunctionalInterface
    interface Writer {

        /** Writes a new file. */
        void write(Path part) throws IOException;
    }

    /**
     * Writes a file over what was there.
     *
     * @throws IOException when it could not be written; what was there stays, and no part is left
     */
    static Path write(Path file, Writer writer) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            writer.write(part);
            return Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            Files.deleteIfExists(part);
            if (!String.valueOf(e.getMessage()).contains("No space left")) {
                throw e;
            }
            throw new IOException(
                    "the disk of " + file + " is full. No result is lost: free some space, and ask for the same again.",
                    e);
        }
    }

    static Path write(Path file, String text) throws IOException {
        return write(file, part -> Files.writeString(part, text));
    }

    /** Writes a value as JSON, for people too. */
    static Path writeJson(Path file, Object value) throws IOException {
        return write(
                file, Json.mapper().writer(SerializationFeature.INDENT_OUTPUT).writeValueAsString(value));
    }
}

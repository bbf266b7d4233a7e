package dev.maestro.local.command.option;

import com.fasterxml.jackson.databind.SerializationFeature;
import dev.maestro.core.episode.Json;
import dev.maestro.local.command.terminal.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code --json}. */
public final class JsonOption {

    @Option(names = "--json", paramLabel = "FILE", description = "Also write the report to this file, as JSON.")
    private @Nullable Path file;

    /**
     * Writes the report, if a file was named.
     *
     * @throws UserException when it cannot be written
     */
    public void write(Object report) {
        if (file == null) {
            return;
        }
        try {
            Path parent = file.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            byte[] bytes =
                    Json.mapper().writer(SerializationFeature.INDENT_OUTPUT).writeValueAsBytes(report);
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UserException("Cannot write the report to " + file + ": " + e.getMessage()
                    + ". Check the folder and the free space.");
        }
    }
}

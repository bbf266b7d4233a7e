package dev.maestro.local.command;

import dev.maestro.local.flow.Home;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code --home}. */
public final class HomeOption {

    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "Folder for all data (default: ~/.maestro, or the variable MAESTRO_HOME).")
    private @Nullable Path path;

    Home home() {
        if (path != null) {
            return new Home(path);
        }
        String variable = System.getenv("MAESTRO_HOME");
        return variable == null || variable.isBlank() ? Home.standard() : new Home(Path.of(variable));
    }
}

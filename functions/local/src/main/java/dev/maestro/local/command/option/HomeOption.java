package dev.maestro.local.command.option;

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

    /** The folder named, else that of the variable {@code MAESTRO_HOME}, else the standard one; perhaps not made yet. */
    public Home home() {
        if (path != null) {
            return new Home(path);
        }
        String variable = System.getenv("MAESTRO_HOME");
        return variable == null || variable.isBlank() ? Home.standard() : new Home(Path.of(variable));
    }
}

package dev.maestro.local;

import dev.maestro.local.command.MaestroCommand;
import dev.maestro.local.flow.Shutdown;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Runs one command of the launcher. */
@QuarkusMain
public final class Main {

    private Main() {}

    public static void main(String... arguments) {
        Shutdown.onSignals();
        Shutdown.exit(MaestroCommand.execute(arguments));
    }
}

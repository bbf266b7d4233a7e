package dev.maestro.local;

import dev.maestro.local.command.MaestroCommand;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Runs one command of the launcher. */
@QuarkusMain
public final class Main {

    private Main() {}

    public static void main(String... arguments) {
        System.exit(MaestroCommand.execute(arguments));
    }
}

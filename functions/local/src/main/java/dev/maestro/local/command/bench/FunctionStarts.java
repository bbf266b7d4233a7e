package dev.maestro.local.command.bench;

import dev.maestro.local.bench.startup.StartupBench;
import dev.maestro.local.experts.EmbeddedExperts;
import dev.maestro.local.flow.Home;
import dev.maestro.local.modelserver.EmbeddedModelServer;
import dev.maestro.local.modelserver.ModelServerSettings;
import java.io.IOException;
import java.nio.file.Files;

/** Starts packaged functions beside an embedded model server, in a folder that is removed afterwards. */
final class FunctionStarts {

    private FunctionStarts() {}

    /** What is done with them. */
    @FunctionalInterface
    interface Work<T> {
        T with(StartupBench bench) throws IOException, InterruptedException;
    }

    static <T> T in(Home home, Work<T> work) throws IOException, InterruptedException {
        Home apart = new Home(Files.createTempDirectory(home.path(), "startup-"));
        apart.create();
        try (EmbeddedModelServer models =
                EmbeddedModelServer.start(ModelServerSettings.onPort(0), EmbeddedExperts.all(home.natives()))) {
            return work.with(new StartupBench(apart.path(), models.target(), System.err::println));
        } finally {
            apart.delete();
        }
    }
}

package dev.maestro.local.modelserver;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedModelServerContractTest extends ModelServerContract {

    @TempDir
    private static Path repository;

    private static EmbeddedModelServer server;

    @BeforeAll
    static void start() throws IOException {
        server = EmbeddedModelServer.start(
                ModelServerSettings.onPort(0).withRepository(repository), List.of(TestModel.echo("echo")));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Override
    String target() {
        return server.target();
    }

    @Override
    Path repository() {
        return repository;
    }

    @Override
    Optional<String> decoupledModel() {
        return Optional.of("echo");
    }
}

package dev.maestro.local.modelserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maestro.runtime.models.call.CallSettings;
import dev.maestro.runtime.models.call.GuardedCalls;
import dev.maestro.runtime.models.call.Pause;
import dev.maestro.runtime.models.triton.ClientCertificate;
import dev.maestro.runtime.models.triton.TritonClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients and servers that show certificates to each other, as they do in a cluster. */
class MutualTlsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @TempDir
    static Path folder;

    private static Certificates ours;
    private static Certificates client;
    private static Certificates stranger;
    private static EmbeddedModelServer server;

    @BeforeAll
    static void start() throws Exception {
        ours = Certificates.make(folder, "server");
        client = Certificates.make(folder, "client");
        stranger = Certificates.make(folder, "stranger");
        server = EmbeddedModelServer.start(
                ModelServerSettings.onPort(0)
                        .withCertificate(new ModelServerSettings.ServerCertificate(
                                ours.certificate(), ours.key(), client.certificate())),
                List.of());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void answersAClientThatShowsACertificateOfTheAuthority() {
        assertThat(answers(new ClientCertificate(client.certificate(), client.key(), ours.certificate())))
                .isTrue();
    }

    @Test
    void turnsAwayAClientWithoutACertificate() {
        assertThat(answers(null)).isFalse();
    }

    @Test
    void turnsAwayAClientOfAnotherAuthority() {
        assertThat(answers(new ClientCertificate(stranger.certificate(), stranger.key(), ours.certificate())))
                .isFalse();
    }

    @Test
    void aClientTurnsAwayAServerOfAnotherAuthority() {
        assertThat(answers(new ClientCertificate(client.certificate(), client.key(), stranger.certificate())))
                .isFalse();
    }

    @Test
    void namesTheFileThatCannotBeRead() {
        Path absent = folder.resolve("absent.crt");
        ModelServerSettings settings = ModelServerSettings.onPort(0)
                .withCertificate(new ModelServerSettings.ServerCertificate(absent, ours.key(), client.certificate()));

        assertThatThrownBy(() -> EmbeddedModelServer.start(settings, List.of()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("absent.crt cannot be read");
    }

    private static boolean answers(@Nullable ClientCertificate certificate) {
        GuardedCalls calls = new GuardedCalls(
                new CallSettings(1, Duration.ofMillis(1), Duration.ofMillis(1), 100, Duration.ofSeconds(1)),
                Instant::now,
                Pause.SLEEP,
                new Random(1));
        try (TritonClient triton = new TritonClient(calls, certificate)) {
            return triton.ready("https://" + server.target(), PATIENCE);
        }
    }
}

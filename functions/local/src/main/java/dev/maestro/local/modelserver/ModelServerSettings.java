package dev.maestro.local.modelserver;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the embedded server runs.
 *
 * @param host address to listen on
 * @param port 0 for any free one
 * @param threads inferences at a time
 * @param queued inferences that may wait for a thread; more are turned away
 * @param repository folder laid out as Triton wants it, or null for embedded models only
 * @param drain how long closing waits for inferences that run
 * @param certificate shown to clients, who must show one too; null for plain text
 */
public record ModelServerSettings(
        String host,
        int port,
        int threads,
        int queued,
        @Nullable Path repository,
        Duration drain,
        @Nullable ServerCertificate certificate) {

    /**
     * PEM files.
     *
     * @param chain the server's certificate
     * @param key its private key, PKCS 8, without a password
     * @param clientAuthority certificates that clients must have theirs from
     */
    public record ServerCertificate(Path chain, Path key, Path clientAuthority) {}

    /** On loopback, one thread for each core. */
    public static ModelServerSettings onPort(int port) {
        return new ModelServerSettings(
                "127.0.0.1",
                port,
                Runtime.getRuntime().availableProcessors(),
                1024,
                null,
                Duration.ofMillis(1500),
                null);
    }

    /** With a repository of ONNX models. */
    public ModelServerSettings withRepository(Path folder) {
        return new ModelServerSettings(host, port, threads, queued, folder, drain, certificate);
    }

    /** With another number of threads and of places in the queue. */
    public ModelServerSettings withThreads(int running, int waiting) {
        return new ModelServerSettings(host, port, running, waiting, repository, drain, certificate);
    }

    /** On another address. */
    public ModelServerSettings withHost(String address) {
        return new ModelServerSettings(address, port, threads, queued, repository, drain, certificate);
    }

    /** On TLS, for clients with a certificate. */
    public ModelServerSettings withCertificate(ServerCertificate own) {
        return new ModelServerSettings(host, port, threads, queued, repository, drain, own);
    }
}

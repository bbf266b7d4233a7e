package dev.maestro.runtime.models.triton;

import io.grpc.netty.GrpcSslContexts;
import io.netty.handler.ssl.SslContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * What a client shows to a server that wants a certificate, and whom it trusts. Read when a channel is opened.
 *
 * @param certificate PEM file of the chain
 * @param key PEM file of the private key, PKCS 8, without a password
 * @param authority PEM file of the authority that servers must have their certificates from
 */
public record ClientCertificate(Path certificate, Path key, Path authority) {

    /**
     * The one that is configured; null when none is.
     *
     * @throws IllegalArgumentException when a part is missing, saying which
     */
    public static @Nullable ClientCertificate of(ModelServerConfig.Tls config) {
        if (Stream.of(config.certificate(), config.key(), config.authority()).allMatch(Optional::isEmpty)) {
            return null;
        }
        return new ClientCertificate(
                needed(config.certificate(), "certificate"),
                needed(config.key(), "key"),
                needed(config.authority(), "authority"));
    }

    private static Path needed(Optional<Path> path, String name) {
        return path.orElseThrow(() -> new IllegalArgumentException("maestro.model-server.tls." + name
                + " is not set: set certificate, key and authority, or none of them"));
    }

    SslContext context() {
        for (Path file : List.of(certificate, key, authority)) {
            if (!Files.isReadable(file)) {
                throw new IllegalArgumentException(
                        file + " cannot be read; maestro.model-server.tls.* must name PEM files");
            }
        }
        try {
            return GrpcSslContexts.forClient()
                    .keyManager(certificate.toFile(), key.toFile())
                    .trustManager(authority.toFile())
                    .build();
        } catch (SSLException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "The certificate in " + certificate + " and the key in " + key + " do not make a login: "
                            + e.getMessage(),
                    e);
        }
    }
}

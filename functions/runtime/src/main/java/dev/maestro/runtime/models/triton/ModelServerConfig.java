package dev.maestro.runtime.models.triton;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Where models are, and how hard they are called. */
@ConfigMapping(prefix = "maestro.model-server")
public interface ModelServerConfig {

    /** {@code host:port} of the KServe v2 gRPC server for endpoints without a target of their own. */
    @WithDefault("127.0.0.1:8001")
    String target();

    /**
     * Where the text encoder, the picture tools and those experts without a target are that do not generate (readers,
     * detectors, the sandbox for code), when they are not at {@link #target}: Triton on a GPU node has no need of them.
     */
    Optional<String> toolsTarget();

    /** How to log in to servers that want a certificate. */
    Tls tls();

    /** PEM files of a client's certificate; all three or none. */
    interface Tls {

        /** Certificate chain. */
        Optional<Path> certificate();

        /** Its private key, PKCS 8, without a password. */
        Optional<Path> key();

        /** Certificates of the authority that servers must have theirs from. */
        Optional<Path> authority();
    }

    /** Folder whose {@code secrets} folder holds keys, one a file. */
    @WithDefault("${user.home}/.maestro")
    Path home();

    /** Folder of the model repository, for functions that publish models; the model server sees it too. */
    Optional<Path> repository();

    /**
     * The same in a bucket of S3 that the model server has mounted; in the region and at the endpoint of {@code
     * maestro.objects}. A folder goes before it.
     */
    Optional<String> repositoryBucket();

    /** What the keys of that repository begin with. */
    @WithDefault("models")
    String repositoryPrefix();

    /** Attempts of one call, the first included. */
    @WithDefault("4")
    int maxAttempts();

    /** Wait after the first failed attempt; doubles. */
    @WithDefault("100ms")
    Duration firstBackoff();

    /** Longest wait between attempts. */
    @WithDefault("2s")
    Duration maxBackoff();

    /** Failures in a row after which an endpoint is left alone. */
    @WithDefault("8")
    int breakerFailures();

    /** How long it is left alone. */
    @WithDefault("5s")
    Duration breakerOpen();

    /** The most that one picture operation or one text encoding may take. */
    @WithDefault("30s")
    Duration toolTimeout();

    /** Picture operations at a time. */
    @WithDefault("8")
    int maxConcurrentPictures();

    /** Texts and pictures whose vectors are remembered, each. */
    @WithDefault("4096")
    int cachedVectors();

    /** Replies of remote experts that are remembered; 0 for none. */
    @WithDefault("2000")
    int cachedReplies();

    /** How long a remembered reply is good. */
    @WithDefault("10m")
    Duration cachedRepliesFor();
}

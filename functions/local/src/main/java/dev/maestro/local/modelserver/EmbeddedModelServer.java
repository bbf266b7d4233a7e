package dev.maestro.local.modelserver;

import dev.maestro.runtime.models.kserve.GRPCInferenceServiceGrpc;
import dev.maestro.runtime.models.kserve.RepositoryIndexResponse.ModelIndex;
import io.grpc.Server;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyServerBuilder;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.jboss.logging.Logger;

/**
 * A KServe v2 gRPC server in this process. Serves models that are Java code and ONNX models of a repository folder;
 * clients cannot tell it from Triton but for its name.
 */
public final class EmbeddedModelServer implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(EmbeddedModelServer.class);

    /** Largest message either way, in bytes. */
    public static final int MAX_MESSAGE_BYTES = 64 * 1024 * 1024;

    private final ModelServerSettings settings;
    private final ModelRepository repository;
    private final InferenceRunner runner;
    private final ExecutorService executor;
    private final Server server;
    private volatile int port;

    private EmbeddedModelServer(ModelServerSettings settings, List<EmbeddedModel> models) throws IOException {
        this.settings = settings;
        this.repository = new ModelRepository(
                models, settings.repository() == null ? null : new OnnxRepository(settings.repository()));
        this.runner = new InferenceRunner(settings.threads(), settings.queued());
        this.executor = Executors.newCachedThreadPool(
                Thread.ofPlatform().daemon().name("model-server-", 0).factory());
        NettyServerBuilder builder =
                NettyServerBuilder.forAddress(new InetSocketAddress(settings.host(), settings.port()));
        if (settings.certificate() != null) {
            builder.sslContext(context(settings.certificate()));
        }
        this.server = builder.maxInboundMessageSize(MAX_MESSAGE_BYTES)
                .executor(executor)
                .intercept(ErrorHeader::intercept)
                .addService(GRPCInferenceServiceGrpc.bindService(new KServeService(repository, runner)))
                .build();
    }

    /**
     * Loads the models and starts to serve them. A model that cannot be loaded is logged and listed as unavailable; the
     * others are served.
     *
     * @throws IOException when the port is taken, with a message that says so
     */
    public static EmbeddedModelServer start(ModelServerSettings settings, List<EmbeddedModel> models)
            throws IOException {
        EmbeddedModelServer started = new EmbeddedModelServer(settings, models);
        try {
            started.server.start();
            started.port = started.server.getPort();
        } catch (IOException e) {
            started.close();
            throw new IOException(
                    "The model server cannot listen on " + settings.host() + ":" + settings.port()
                            + ". Stop the program that uses that port, or choose another one; 0 takes any.",
                    e);
        }
        started.repository.loadAll();
        for (ModelIndex model : started.repository.index(false)) {
            if (!model.getState().equals("READY")) {
                LOG.warnf("model %s is not served: %s", model.getName(), model.getReason());
            }
        }
        return started;
    }

    private static SslContext context(ModelServerSettings.ServerCertificate certificate) throws IOException {
        for (Path file : List.of(certificate.chain(), certificate.key(), certificate.clientAuthority())) {
            if (!Files.isReadable(file)) {
                throw new IOException(file + " cannot be read. Name PEM files of certificate, key and authority.");
            }
        }
        try {
            return GrpcSslContexts.forServer(
                            certificate.chain().toFile(), certificate.key().toFile())
                    .trustManager(certificate.clientAuthority().toFile())
                    .clientAuth(ClientAuth.REQUIRE)
                    .build();
        } catch (SSLException | IllegalArgumentException e) {
            throw new IOException(
                    "The model server cannot use the certificate in " + certificate.chain() + " with the key in "
                            + certificate.key() + ": " + e.getMessage(),
                    e);
        }
    }

    /** {@code host:port}, also after it was closed. */
    public String target() {
        return settings.host() + ":" + port;
    }

    /**
     * Stops. Inferences that run may end within {@link ModelServerSettings#drain}; what still runs then loses its
     * client, and its model is freed when it ends: native code crashes when a model is freed under it.
     */
    @Override
    public void close() {
        server.shutdown();
        boolean idle = runner.close(settings.drain());
        server.shutdownNow();
        try {
            server.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!idle) {
            LOG.warn("model server closed while inferences still run; their models are freed when they end");
        }
        repository.close();
        executor.shutdown();
    }
}

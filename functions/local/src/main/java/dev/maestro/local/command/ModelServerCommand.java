package dev.maestro.local.command;

import dev.maestro.local.command.option.HomeOption;
import dev.maestro.local.command.terminal.UserException;
import dev.maestro.local.experts.EmbeddedExperts;
import dev.maestro.local.flow.Home;
import dev.maestro.local.flow.PolicyModel;
import dev.maestro.local.modelserver.EmbeddedModelServer;
import dev.maestro.local.modelserver.ModelServerSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code model-server}: the embedded model server alone, for functions that run elsewhere. */
@Command(
        name = "model-server",
        mixinStandardHelpOptions = true,
        description =
                "Serves the embedded experts, the text encoder, the picture tools and the pair-scoring policy over"
                        + " KServe v2 gRPC, without broker or functions. Ctrl-C stops it.",
        footer = {
            "",
            "Examples:",
            "  ./maestro model-server --port 8001",
            "  ./maestro model-server --listen 0.0.0.0 --port 8001 --tls-certificate tls.crt --tls-key tls.key"
                    + " --tls-client-authority ca.crt"
        })
public final class ModelServerCommand implements Callable<Integer> {

    @Mixin
    private HomeOption home = new HomeOption();

    @Option(
            names = "--port",
            defaultValue = "8001",
            description = "Port, 0 for a free one (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--listen",
            defaultValue = "127.0.0.1",
            description = "Address (default: ${DEFAULT-VALUE}). Any but loopback needs the three --tls options.")
    private String listen = "127.0.0.1";

    @Option(names = "--tls-certificate", paramLabel = "FILE", description = "The server's certificate chain, PEM.")
    private @Nullable Path certificate;

    @Option(names = "--tls-key", paramLabel = "FILE", description = "Its private key, PEM, PKCS 8, without a password.")
    private @Nullable Path key;

    @Option(
            names = "--tls-client-authority",
            paramLabel = "FILE",
            description = "Authority that clients must have their certificates from, PEM.")
    private @Nullable Path clientAuthority;

    @Override
    public Integer call() throws Exception {
        ModelServerSettings settings = settings(home.home());
        try (EmbeddedModelServer server = EmbeddedModelServer.start(
                settings, EmbeddedExperts.all(home.home().natives()))) {
            CountDownLatch stopped = new CountDownLatch(1);
            Runtime.getRuntime().addShutdownHook(new Thread(stopped::countDown));
            System.out.printf("Models  %s%nReady. Ctrl-C stops it.%n", server.target());
            stopped.await();
        } catch (IOException e) {
            throw new UserException(String.valueOf(e.getMessage()));
        }
        return 0;
    }

    private ModelServerSettings settings(Home place) throws IOException {
        place.create();
        PolicyModel.provide(place.models());
        ModelServerSettings settings =
                ModelServerSettings.onPort(port).withHost(listen).withRepository(place.models());
        if (certificate != null && key != null && clientAuthority != null) {
            return settings.withCertificate(
                    new ModelServerSettings.ServerCertificate(certificate, key, clientAuthority));
        }
        if (certificate != null || key != null || clientAuthority != null) {
            throw new UserException(
                    "--tls-certificate, --tls-key and --tls-client-authority go together; give all three.");
        }
        if (!listen.equals("127.0.0.1") && !listen.equals("localhost") && !listen.equals("::1")) {
            throw new UserException(
                    "--listen " + listen + " opens the models to other machines: give --tls-certificate,"
                            + " --tls-key and --tls-client-authority too.");
        }
        return settings;
    }
}

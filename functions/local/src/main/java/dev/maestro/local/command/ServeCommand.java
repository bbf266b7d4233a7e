package dev.maestro.local.command;

import dev.maestro.local.command.option.HomeOption;
import dev.maestro.local.command.option.JsonOption;
import dev.maestro.local.command.terminal.UserException;
import dev.maestro.local.flow.FlowHost;
import dev.maestro.local.flow.FlowSession;
import dev.maestro.local.flow.HostOptions;
import io.quarkus.runtime.Quarkus;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code serve}: the whole flow, staying up. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = "Starts broker, model server and functions and stays up; other commands attach to it. Ctrl-C"
                + " stops it.",
        footer = {
            "",
            "Examples:",
            "  ./maestro serve",
            "  ./maestro serve --port 9000 --kafka-port 9092",
            "  MAESTRO_API_KEYS=secret ./maestro serve --listen 0.0.0.0",
            "  curl -F question='What is the total?' -F image=@receipt.png 'http://127.0.0.1:8080/v1/questions?wait=30'"
        })
public final class ServeCommand implements Callable<Integer> {

    @Mixin
    private HomeOption home = new HomeOption();

    @Mixin
    private JsonOption json = new JsonOption();

    @Option(
            names = "--port",
            defaultValue = "8080",
            description = "HTTP port, 0 for a free one (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(names = "--kafka-port", defaultValue = "0", description = "Kafka port (default: a free one).")
    private int kafkaPort;

    @Option(names = "--models-port", defaultValue = "0", description = "Model server port (default: a free one).")
    private int modelsPort;

    @Option(
            names = "--listen",
            defaultValue = "127.0.0.1",
            description = "Address of the HTTP port (default: ${DEFAULT-VALUE}). Any but loopback needs an API key in"
                    + " MAESTRO_API_KEYS or an issuer in MAESTRO_GATEWAY_OIDC_ISSUER.")
    private String listen = "127.0.0.1";

    @Override
    public Integer call() throws Exception {
        boolean loopback = listen.equals("127.0.0.1") || listen.equals("localhost") || listen.equals("::1");
        if (!loopback && isBlank("MAESTRO_API_KEYS") && isBlank("MAESTRO_GATEWAY_OIDC_ISSUER")) {
            throw new UserException("--listen " + listen + " opens Maestro to other machines and needs a key: set"
                    + " MAESTRO_API_KEYS to one or more keys, parted by commas, or MAESTRO_GATEWAY_OIDC_ISSUER to an issuer"
                    + " of tokens.");
        }
        return FlowHost.run(new HostOptions(home.home(), port, kafkaPort, modelsPort, listen, false), this::serve);
    }

    private static boolean isBlank(String variable) {
        String value = System.getenv(variable);
        return value == null || value.isBlank();
    }

    private int serve(FlowSession session) {
        System.out.printf(
                "HTTP    %s%nKafka   %s%nModels  %s%nHome    %s%nReady. Ctrl-C stops it.%n",
                session.address().http(),
                session.address().kafka(),
                session.address().models(),
                session.home().path());
        json.write(session.address());
        Quarkus.waitForExit();
        return 0;
    }
}

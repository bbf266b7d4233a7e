package dev.maestro.local.command;

import dev.maestro.core.registry.RegistryLoader;
import dev.maestro.lab.traffic.Fault;
import dev.maestro.lab.traffic.Recording;
import dev.maestro.local.command.option.JsonOption;
import dev.maestro.local.command.registry.RegistryFiles;
import dev.maestro.local.command.terminal.UserException;
import dev.maestro.local.recorded.RecordedEnsemble;
import dev.maestro.schema.registry.RegistryDocument;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code recorded-traffic}: plays the paper's policy and experts from a recording. */
@Command(
        name = "recorded-traffic",
        mixinStandardHelpOptions = true,
        description =
                "Plays the paper's policy and experts from a recording, as an OpenAI-compatible endpoint and as vLLM"
                        + " on Triton, and stays up. Prints the addresses as variables that registry files use. The answers are"
                        + " canned: it shows that everything works together, not how good anything is.",
        footer = {
            "",
            "Example:",
            "  ./maestro recorded-traffic --write addresses.sh &",
            "  source addresses.sh",
            "  ./maestro ask --registry registry-schema/registries/maestro-paper.yaml --policy generative"
                    + " --image chart.png \"How high is bar B?\""
        })
public final class RecordedTrafficCommand implements Callable<Integer> {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(MAESTRO_ADDRESS_[A-Z0-9_]+):([^}]*)}");

    @Mixin
    private JsonOption json = new JsonOption();

    @Option(
            names = "--openai-port",
            defaultValue = "0",
            description = "Port of the chat endpoint (default: a free one).")
    private int openAiPort;

    @Option(names = "--triton-port", defaultValue = "0", description = "gRPC port (default: a free one).")
    private int tritonPort;

    @Option(names = "--recording", paramLabel = "FILE", description = "Another recording, as JSON.")
    private @Nullable Path recording;

    @Option(names = "--write", paramLabel = "FILE", description = "Also writes the variables to this file.")
    private @Nullable Path write;

    @Option(
            names = "--fault",
            description = "Makes a chat request go wrong, the first by the first --fault and so on: slow, cut, dropped,"
                    + " malformed, busy, wrong-model or error; may be repeated.")
    private List<String> faults = new ArrayList<>();

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<Fault> coming = faults.stream().map(RecordedTrafficCommand::fault).toList();
        try (RecordedEnsemble ensemble = RecordedEnsemble.start(recording(), openAiPort, tritonPort)) {
            ensemble.openAi().next(coming.toArray(Fault[]::new));
            Map<String, String> addresses = addresses(ensemble);
            StringBuilder lines = new StringBuilder();
            addresses.forEach((name, value) -> lines.append("export ")
                    .append(name)
                    .append('=')
                    .append(value)
                    .append('\n'));
            if (write != null) {
                Files.writeString(write, lines);
            }
            json.write(addresses);
            System.out.printf("%s# Ready. Ctrl-C stops it.%n", lines);
            System.out.flush();
            new CountDownLatch(1).await(); // until the process is told to end
            return 0;
        }
    }

    private Recording recording() throws IOException {
        if (recording == null) {
            return Recording.paper();
        }
        try {
            return Recording.read(RegistryFiles.read(recording));
        } catch (IllegalArgumentException e) {
            throw new UserException(recording + " is no recording: " + e.getMessage());
        }
    }

    /** Every variable of the paper's registry, with the address that plays what it stands for. */
    private static Map<String, String> addresses(RecordedEnsemble ensemble) throws IOException {
        Map<String, String> addresses = new LinkedHashMap<>();
        try (InputStream stream = RegistryDocument.class.getResourceAsStream(RegistryLoader.PAPER)) {
            if (stream == null) {
                throw new IOException("the registry " + RegistryLoader.PAPER + " is missing from the class path");
            }
            Matcher matcher = VARIABLE.matcher(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
            while (matcher.find()) {
                boolean chat = matcher.group(2).startsWith("http");
                addresses.put(matcher.group(1), chat ? ensemble.url() : ensemble.target());
            }
        }
        return addresses;
    }

    private static Fault fault(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "slow" -> new Fault.Slow(new CountDownLatch(1));
            case "cut" -> new Fault.Cut();
            case "dropped" -> new Fault.Dropped();
            case "malformed" -> new Fault.Malformed();
            case "busy" -> new Fault.TooMany(1);
            case "wrong-model" -> new Fault.WrongModel("another-model");
            case "error" -> new Fault.Status(500, "internal error");
            default ->
                throw new UserException(
                        "--fault is slow, cut, dropped, malformed, busy, wrong-model or error, not '" + name + "'.");
        };
    }
}

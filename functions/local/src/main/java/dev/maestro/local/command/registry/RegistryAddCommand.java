package dev.maestro.local.command.registry;

import dev.maestro.core.registry.Pair;
import dev.maestro.core.registry.RegistryException;
import dev.maestro.core.registry.RegistryLoader;
import dev.maestro.core.registry.RegistrySnapshot;
import dev.maestro.local.command.option.HomeOption;
import dev.maestro.local.command.option.JsonOption;
import dev.maestro.local.command.terminal.UserException;
import dev.maestro.schema.registry.Endpoint;
import dev.maestro.schema.registry.Expert;
import dev.maestro.schema.registry.Limits;
import dev.maestro.schema.registry.PairRule;
import dev.maestro.schema.registry.PolicyEntry;
import dev.maestro.schema.registry.Price;
import dev.maestro.schema.registry.RegistryDocument;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code registry add}: a model of the user's own becomes an expert. */
@Command(
        name = "add",
        mixinStandardHelpOptions = true,
        description = "Adds a model of your own as an expert: any OpenAI-compatible endpoint, or a model on a Triton"
                + " server. The next episode can use it.",
        footer = {
            "",
            "Examples:",
            "  ./maestro registry add --openai http://127.0.0.1:8000/v1 --model qwen3-vl-8b --secret-ref qwen",
            "  ./maestro registry add --triton 127.0.0.1:8001 --model chart-r1 --id chart-r1",
            "The secret 'qwen' is read from the variable MAESTRO_SECRET_QWEN or the file <home>/secrets/qwen (mode 600)."
        })
public final class RegistryAddCommand implements Callable<Integer> {

    @Mixin
    private HomeOption home = new HomeOption();

    @Mixin
    private JsonOption json = new JsonOption();

    @ArgGroup(multiplicity = "1")
    private Where where = new Where();

    /** One of the two. */
    static final class Where {
        @Option(names = "--openai", paramLabel = "URL", description = "Base URL of an OpenAI-compatible endpoint.")
        private @Nullable String openAi;

        @Option(names = "--triton", paramLabel = "HOST:PORT", description = "gRPC address of a Triton server.")
        private @Nullable String triton;
    }

    @Option(names = "--model", required = true, description = "Name of the model there.")
    private String model = "";

    @Option(names = "--id", description = "Id in the registry (default: made from the model's name).")
    private @Nullable String id;

    @Option(names = "--secret-ref", paramLabel = "NAME", description = "Name of the secret with the key.")
    private @Nullable String secretRef;

    @Option(
            names = "--capability",
            description = "What it can do; may be repeated (default: generate, which fits every language model).")
    private List<String> capabilities = new ArrayList<>();

    @Option(names = "--description", description = "For people, and for policies that read.")
    private @Nullable String description;

    @Option(names = "--price-in", paramLabel = "MICRO-USD", defaultValue = "0", description = "For each token in.")
    private double priceIn;

    @Option(names = "--price-out", paramLabel = "MICRO-USD", defaultValue = "0", description = "For each token out.")
    private double priceOut;

    @Option(names = "--price-call", paramLabel = "MICRO-USD", defaultValue = "0", description = "For each call.")
    private double priceCall;

    @Override
    public Integer call() throws IOException {
        Expert expert = expert();
        RegistryDocument extended = publish(home, document -> {
            List<Expert> experts = new ArrayList<>(document.experts());
            experts.removeIf(other -> other.id().equals(expert.id()));
            experts.add(expert);
            return experts;
        });
        RegistrySnapshot registry = RegistryLoader.snapshot(extended);
        List<String> pairs = registry.pairs().stream()
                .filter(pair -> pair.expert().id().equals(expert.id()))
                .map(Pair::id)
                .toList();
        System.out.printf(
                "Added expert %s with the pairs: %s%nTry it: ./maestro ask --expert %s \"...\"%n",
                expert.id(), pairs.isEmpty() ? "none" : String.join(", ", pairs), expert.id());
        json.write(Map.of("expert", expert, "pairs", pairs, "digest", registry.digest()));
        return pairs.isEmpty() ? 1 : 0;
    }

    private Expert expert() {
        String expertId = id == null
                ? model.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "")
                : id;
        return new Expert(
                expertId,
                List.of(),
                capabilities.isEmpty() ? List.of("generate") : capabilities,
                endpoint(),
                secretRef,
                null,
                description == null ? model + ", added by hand" : description,
                "",
                new Price(priceCall, priceIn, priceOut, 0),
                2000,
                Limits.DEFAULT,
                "unknown");
    }

    private Endpoint endpoint() {
        if (where.openAi != null) {
            try {
                URI uri = URI.create(where.openAi);
                if (uri.getHost() == null
                        || uri.getScheme() == null
                        || !uri.getScheme().startsWith("http")) {
                    throw new IllegalArgumentException("no http(s) URL");
                }
            } catch (IllegalArgumentException e) {
                throw new UserException(
                        "--openai wants a URL such as http://127.0.0.1:8000/v1, not '" + where.openAi + "'.");
            }
            return new Endpoint.OpenAi(where.openAi, model);
        }
        String target = String.valueOf(where.triton);
        if (!target.matches("[^:/\\s]+:\\d{1,5}")) {
            throw new UserException(
                    "--triton wants HOST:PORT of the gRPC port, such as 127.0.0.1:8001, not '" + target + "'.");
        }
        return new Endpoint.Triton(target, model, null);
    }

    /** How experts change. */
    @FunctionalInterface
    private interface Change {
        List<Expert> apply(RegistryDocument document);
    }

    private static RegistryDocument publish(HomeOption home, Change change) throws IOException {
        RegistryDocument document = RegistryFiles.current(home).document();
        List<Expert> experts = change.apply(document);
        List<PolicyEntry> policies = document.policies();
        List<PairRule> rules = document.rules();
        RegistryDocument changed = new RegistryDocument(document.name(), experts, document.skills(), policies, rules);
        try {
            RegistryDocument checked = RegistryLoader.check(changed, "registry").document();
            RegistryFiles.stored(home).publish(checked);
            return checked;
        } catch (RegistryException e) {
            throw new UserException("The registry was not changed:\n" + e.getMessage());
        }
    }

    /** {@code registry remove}: withdraws an expert. */
    @Command(
            name = "remove",
            mixinStandardHelpOptions = true,
            description = "Withdraws an expert; also running episodes can no longer call it.",
            footer = {"", "Example:", "  ./maestro registry remove qwen3-vl-8b"})
    static final class Remove implements Callable<Integer> {

        @Mixin
        private HomeOption home = new HomeOption();

        @Mixin
        private JsonOption json = new JsonOption();

        @Parameters(paramLabel = "ID", description = "Id of the expert.")
        private String id = "";

        @Override
        public Integer call() throws IOException {
            if (RegistryFiles.current(home).document().experts().stream()
                    .noneMatch(expert -> expert.id().equals(id))) {
                throw new UserException("There is no expert '" + id + "'; see `./maestro registry list`.");
            }
            RegistryDocument changed = publish(home, document -> document.experts().stream()
                    .filter(expert -> !expert.id().equals(id))
                    .toList());
            System.out.println("Withdrew expert " + id + ".");
            json.write(Map.of("removed", id, "digest", RegistryLoader.digest(changed)));
            return 0;
        }
    }
}

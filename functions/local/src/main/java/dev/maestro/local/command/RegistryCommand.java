package dev.maestro.local.command;

import dev.maestro.core.episode.Json;
import dev.maestro.core.registry.Pair;
import dev.maestro.core.registry.RegistryException;
import dev.maestro.core.registry.RegistryLoader;
import dev.maestro.core.registry.RegistryProblem;
import dev.maestro.core.registry.RegistrySnapshot;
import dev.maestro.runtime.registry.StoredRegistries;
import dev.maestro.runtime.store.FileObjectStore;
import dev.maestro.schema.registry.Endpoint;
import dev.maestro.schema.registry.Expert;
import dev.maestro.schema.registry.PolicyEntry;
import dev.maestro.schema.registry.RegistryDocument;
import dev.maestro.schema.registry.Skill;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code registry}: experts, skills and policies as data. */
@Command(
        name = "registry",
        mixinStandardHelpOptions = true,
        description = "Experts, skills and policies as data. A change is seen by the next episode, without a restart.",
        subcommands = {
            RegistryCommand.ListAll.class,
            RegistryCommand.Show.class,
            RegistryCommand.Validate.class,
            RegistryCommand.Use.class,
            RegistryAddCommand.class,
            RegistryAddCommand.Remove.class
        })
public final class RegistryCommand {

    /** The current registry of a home: the embedded one until another was published. */
    static RegistrySnapshot current(HomeOption home) throws IOException {
        StoredRegistries registries = stored(home);
        FileObjectStore objects = FileObjectStore.open(home.home().objects());
        return objects.get(StoredRegistries.POINTER).isPresent()
                ? registries.current()
                : RegistryLoader.snapshot(RegistryLoader.embedded());
    }

    static StoredRegistries stored(HomeOption home) throws IOException {
        home.home().create();
        return new StoredRegistries(FileObjectStore.open(home.home().objects()));
    }

    static byte[] read(Path file) throws IOException {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new UserException("There is no file " + file + ".");
        }
    }

    /** {@code registry list}. */
    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Lists experts, skills, policies and pairs.",
            footer = {"", "Example:", "  ./maestro registry list"})
    static final class ListAll implements Callable<Integer> {

        @Mixin
        private HomeOption home = new HomeOption();

        @Mixin
        private JsonOption json = new JsonOption();

        @Override
        public Integer call() throws IOException {
            RegistrySnapshot registry = current(home);
            RegistryDocument document = registry.document();
            Table experts = new Table("expert", "capabilities", "served by", "description");
            for (Expert expert : document.experts()) {
                experts.row(
                        expert.id(),
                        String.join(", ", expert.capabilities()),
                        served(expert.endpoint()),
                        expert.description());
            }
            Table skills = new Table("skill", "tier", "needs", "experts", "description");
            for (Skill skill : document.skills()) {
                List<Pair> pairs = registry.pairs(List.of(), List.of(skill.id()));
                skills.row(
                        (skill.tier() == 2 ? "  " : "") + skill.id(),
                        skill.tier(),
                        String.join(", ", skill.capabilities()),
                        pairs.size(),
                        skill.description());
            }
            Table policies = new Table("policy", "version", "kind", "description");
            for (PolicyEntry policy : document.policies()) {
                policies.row(policy.id(), policy.version(), policy.kind(), policy.description());
            }
            System.out.printf(
                    "%s%n%s%n%s%n%d pairs; registry %s (%s)%n",
                    experts, skills, policies, registry.pairs().size(), document.name(), registry.digest());
            json.write(document);
            return 0;
        }

        private static String served(Endpoint endpoint) {
            return switch (endpoint) {
                case Endpoint.Triton triton -> triton.target() == null ? "model server" : "Triton " + triton.target();
                case Endpoint.OpenAi openAi -> openAi.url();
                case Endpoint.Mcp mcp -> "MCP " + mcp.url();
            };
        }
    }

    /** {@code registry show ID}. */
    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Shows one expert, skill or policy, whole.",
            footer = {"", "Examples:", "  ./maestro registry show tesseract", "  ./maestro registry show table-cell"})
    static final class Show implements Callable<Integer> {

        @Mixin
        private HomeOption home = new HomeOption();

        @Mixin
        private JsonOption json = new JsonOption();

        @Parameters(paramLabel = "ID", description = "Id or alias.")
        private String id = "";

        @Override
        public Integer call() throws IOException {
            RegistrySnapshot registry = current(home);
            Optional<?> found = registry.expert(id);
            found = found.isPresent() ? found : registry.skill(id);
            found = found.isPresent() ? found : registry.policy(id);
            Object value = found.orElseThrow(() -> new UserException("There is no expert, skill or policy '" + id
                    + "'. `./maestro registry list` shows what there is; names are never guessed."));
            System.out.println(Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(value));
            List<String> pairs = registry.pairs().stream()
                    .filter(pair -> value.equals(pair.expert()) || value.equals(pair.skill()))
                    .map(Pair::id)
                    .toList();
            if (!(value instanceof PolicyEntry)) {
                System.out.println("pairs: " + (pairs.isEmpty() ? "none" : String.join(", ", pairs)));
            }
            json.write(Map.of("entry", value, "pairs", pairs));
            return 0;
        }
    }

    /** {@code registry validate FILE}. */
    @Command(
            name = "validate",
            mixinStandardHelpOptions = true,
            description = "Checks a registry file and names each problem with its line and field.",
            footer = {"", "Example:", "  ./maestro registry validate my-registry.yaml"})
    static final class Validate implements Callable<Integer> {

        @Mixin
        private JsonOption json = new JsonOption();

        @Parameters(paramLabel = "FILE", description = "A registry in YAML or JSON.")
        private Path file = Path.of("registry.yaml");

        @Override
        public Integer call() throws IOException {
            List<RegistryProblem> problems = RegistryLoader.validate(String.valueOf(file), read(file));
            long errors =
                    problems.stream().filter(problem -> !problem.warning()).count();
            for (RegistryProblem problem : problems) {
                System.out.println((problem.warning() ? "warning: " : "error: ") + problem);
            }
            System.out.printf(Locale.ROOT, "%s: %d errors, %d warnings%n", file, errors, problems.size() - errors);
            json.write(Map.of("file", file.toString(), "errors", errors, "problems", problems));
            return errors == 0 ? 0 : 1;
        }
    }

    /** {@code registry use FILE}. */
    @Command(
            name = "use",
            mixinStandardHelpOptions = true,
            description = "Makes a registry file the current registry; episodes that run keep theirs.",
            footer = {
                "",
                "Examples:",
                "  ./maestro registry use my-registry.yaml",
                "  ./maestro registry use embedded              back to the one that Maestro comes with"
            })
    static final class Use implements Callable<Integer> {

        @Mixin
        private HomeOption home = new HomeOption();

        @Mixin
        private JsonOption json = new JsonOption();

        @Parameters(paramLabel = "FILE", description = "A registry in YAML or JSON, or the word embedded.")
        private Path file = Path.of("registry.yaml");

        @Override
        public Integer call() throws IOException {
            RegistryDocument document;
            try {
                document = file.toString().equals("embedded")
                        ? RegistryLoader.embedded()
                        : RegistryLoader.load(file.toString(), read(file)).document();
            } catch (RegistryException e) {
                throw new UserException("The registry was not changed:\n" + e.getMessage());
            }
            RegistrySnapshot published = stored(home).publish(document);
            System.out.printf("Registry %s (%s) is current.%n", document.name(), published.digest());
            json.write(Map.of("name", document.name(), "digest", published.digest()));
            return 0;
        }
    }
}

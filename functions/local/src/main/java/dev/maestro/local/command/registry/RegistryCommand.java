package dev.maestro.local.command.registry;

import dev.maestro.core.episode.Json;
import dev.maestro.core.registry.Pair;
import dev.maestro.core.registry.RegistryException;
import dev.maestro.core.registry.RegistryLoader;
import dev.maestro.core.registry.RegistryProblem;
import dev.maestro.core.registry.RegistrySnapshot;
import dev.maestro.local.command.option.HomeOption;
import dev.maestro.local.command.option.JsonOption;
import dev.maestro.local.command.terminal.Table;
import dev.maestro.local.command.terminal.UserException;
import dev.maestro.schema.registry.Endpoint;
import dev.maestro.schema.registry.Expert;
import dev.maestro.schema.registry.PolicyEntry;
import dev.maestro.schema.registry.RegistryDocument;
import dev.maestro.schema.registry.Skill;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
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
            RegistryCommand.Extend.class,
            RegistryAddCommand.class,
            RegistryAddCommand.Remove.class
        })
public final class RegistryCommand {

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
            RegistrySnapshot registry = RegistryFiles.current(home);
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
            RegistrySnapshot registry = RegistryFiles.current(home);
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

        @Parameters(
                arity = "1..*",
                paramLabel = "FILE",
                description = "A registry in YAML or JSON; each further file lies over those before it.")
        private List<Path> files = List.of();

        @Override
        public Integer call() throws IOException {
            List<RegistryProblem> problems;
            try {
                problems = RegistryFiles.load(files).warnings();
            } catch (RegistryException e) {
                problems = e.problems();
            }
            long errors =
                    problems.stream().filter(problem -> !problem.warning()).count();
            for (RegistryProblem problem : problems) {
                System.out.println((problem.warning() ? "warning: " : "error: ") + problem);
            }
            String name = String.join(" + ", files.stream().map(Path::toString).toList());
            System.out.printf(Locale.ROOT, "%s: %d errors, %d warnings%n", name, errors, problems.size() - errors);
            json.write(Map.of("file", name, "errors", errors, "problems", problems));
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
                "  ./maestro registry use registry-schema/registries/maestro-paper.yaml"
                        + " registry-schema/registries/maestro-paper-extended.yaml",
                "  ./maestro registry use embedded              back to the one that Maestro comes with"
            })
    static final class Use implements Callable<Integer> {

        @Mixin
        private HomeOption home = new HomeOption();

        @Mixin
        private JsonOption json = new JsonOption();

        @Parameters(
                arity = "1..*",
                paramLabel = "FILE",
                description = "A registry in YAML or JSON, or the word embedded; each further file lies over those"
                        + " before it.")
        private List<Path> files = List.of();

        @Option(
                names = "--tenant",
                paramLabel = "NAME",
                description = "Only for this tenant's new episodes; the others keep theirs.")
        private @Nullable String tenant;

        @Override
        public Integer call() throws IOException {
            RegistrySnapshot published = RegistryFiles.use(RegistryFiles.stored(home), files, tenant);
            String name = published.document().name();
            System.out.printf(
                    "Registry %s (%s) is current%s.%n",
                    name, published.digest(), tenant == null ? "" : " for tenant " + tenant);
            json.write(Map.of("name", name, "digest", published.digest()));
            return 0;
        }
    }

    /** {@code registry extend FILE}. */
    @Command(
            name = "extend",
            mixinStandardHelpOptions = true,
            description =
                    "Lays a file over the current registry: entries with the id of one there replace it, others are"
                            + " added. The next episode sees it.",
            footer = {"", "Example:", "  ./maestro registry extend my-experts.yaml"})
    static final class Extend implements Callable<Integer> {

        @Mixin
        private HomeOption home = new HomeOption();

        @Mixin
        private JsonOption json = new JsonOption();

        @Parameters(paramLabel = "FILE", description = "What to add, in YAML or JSON.")
        private Path file = Path.of("registry.yaml");

        @Override
        public Integer call() throws IOException {
            byte[] bytes = RegistryFiles.filled(file);
            try {
                RegistryDocument extended = RegistryLoader.extend(
                                RegistryFiles.current(home).document(), file.toString(), bytes)
                        .document();
                RegistrySnapshot published = RegistryFiles.stored(home).publish(extended);
                System.out.printf(
                        "Registry %s (%s) is current: %d experts, %d skills, %d pairs.%n",
                        extended.name(),
                        published.digest(),
                        extended.experts().size(),
                        extended.skills().size(),
                        published.pairs().size());
                json.write(Map.of("name", extended.name(), "digest", published.digest()));
                return 0;
            } catch (RegistryException e) {
                throw new UserException("The registry was not changed:\n" + e.getMessage());
            }
        }
    }
}

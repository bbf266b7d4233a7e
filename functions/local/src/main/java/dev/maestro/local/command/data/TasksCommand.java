package dev.maestro.local.command.data;

import dev.maestro.lab.tasks.GeneratedTask;
import dev.maestro.lab.tasks.ItemsFolder;
import dev.maestro.lab.tasks.TaskGenerator;
import dev.maestro.lab.tasks.family.Split;
import dev.maestro.local.command.option.FamilyOptions;
import dev.maestro.local.command.option.JsonOption;
import dev.maestro.local.command.terminal.Progress;
import dev.maestro.local.command.terminal.Table;
import dev.maestro.local.command.terminal.UserException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tasks}: generated questions. */
@Command(
        name = "tasks",
        mixinStandardHelpOptions = true,
        description = "Questions with right answers, drawn from a seed.",
        subcommands = {TasksCommand.Generate.class, TasksCommand.Families.class})
public final class TasksCommand {

    /** {@code tasks families}: what there is to generate. */
    @Command(
            name = "families",
            mixinStandardHelpOptions = true,
            description = "Lists the families of tasks and the conditions of their pictures.",
            footer = {"", "Example:", "  ./maestro tasks families"})
    static final class Families implements Callable<Integer> {

        @Mixin
        private JsonOption json = new JsonOption();

        @Override
        public Integer call() {
            Map<String, List<String>> families = new TaskGenerator().families();
            Table table = new Table("family", "conditions");
            families.forEach((family, conditions) -> table.row(family, String.join(", ", conditions)));
            System.out.print(table);
            json.write(families);
            return 0;
        }
    }

    /** {@code tasks generate}: writes tasks to a folder. */
    @Command(
            name = "generate",
            mixinStandardHelpOptions = true,
            description = "Writes generated tasks to a folder: items.jsonl and images.",
            footer = {
                "",
                "Examples:",
                "  ./maestro tasks generate my-tasks --n 100 --seed 7",
                "  ./maestro tasks generate charts --families chart,table --split dev"
            })
    static final class Generate implements Callable<Integer> {

        @Mixin
        private JsonOption json = new JsonOption();

        @Parameters(paramLabel = "DIR", description = "Folder to write to; made if it is missing.")
        private Path folder = Path.of("tasks");

        @Option(names = "--n", defaultValue = "50", description = "How many (default: ${DEFAULT-VALUE}).")
        private int n;

        @Option(names = "--seed", defaultValue = "1", description = "Seed (default: ${DEFAULT-VALUE}).")
        private long seed;

        @Option(
                names = "--split",
                defaultValue = "train",
                description =
                        "Which fonts, layouts and wordings: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
        private Split split = Split.TRAIN;

        @Mixin
        private FamilyOptions families = new FamilyOptions();

        @Override
        public Integer call() throws IOException {
            if (n < 1) {
                throw new UserException("--n must be 1 or more.");
            }
            TaskGenerator generator = families.generator();
            Map<String, Integer> counts = new TreeMap<>();
            try (Progress progress = Progress.start("tasks", n)) {
                ItemsFolder.write(folder, generator.tasks(split, seed, n).peek(task -> {
                    count(counts, task);
                    progress.step();
                }));
            } catch (FileAlreadyExistsException e) {
                throw new UserException(folder + " holds tasks already. Name another folder, or remove it first.");
            }
            Table table = new Table("family", "n");
            counts.forEach(table::row);
            System.out.print(table);
            System.out.println("Written to " + folder);
            json.write(Map.of("folder", folder.toString(), "tasks", n, "byFamily", counts));
            return 0;
        }

        private static void count(Map<String, Integer> counts, GeneratedTask task) {
            counts.merge(task.family(), 1, Integer::sum);
        }
    }
}

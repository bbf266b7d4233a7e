package dev.maestro.local.command.data;

import dev.maestro.lab.tasks.ItemsFolder;
import dev.maestro.local.command.option.JsonOption;
import dev.maestro.local.command.terminal.Table;
import dev.maestro.local.data.inspect.Inspection;
import dev.maestro.local.data.inspect.Inspector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code data inspect}: what a benchmark holds. */
@Command(
        name = "inspect",
        mixinStandardHelpOptions = true,
        description =
                "Says what a benchmark holds: columns, counts, answer types, sizes of pictures, some rows, and what"
                        + " looks wrong. Reads folders of items and every published form that convert reads.",
        footer = {
            "",
            "Examples:",
            "  ./maestro data inspect my-tasks",
            "  ./maestro data inspect data/test-00000-of-00001.parquet --rows 5"
        })
final class DataInspectCommand implements Callable<Integer> {

    @Mixin
    private DataOptions data = new DataOptions();

    @Mixin
    private JsonOption json = new JsonOption();

    @Parameters(paramLabel = "DIR|FILE", description = "A folder of items, or a published benchmark.")
    private Path source = Path.of(".");

    @Option(names = "--rows", defaultValue = "3", description = "Rows to show (default: ${DEFAULT-VALUE}).")
    private int rows;

    @Option(names = "--limit", paramLabel = "N", defaultValue = "0", description = "Rows to read (default: all).")
    private long limit;

    @Override
    public Integer call() throws Exception {
        Path list = source.resolve(ItemsFolder.ITEMS);
        Path read = Files.isDirectory(source) && Files.isRegularFile(list) ? list : source;
        return DataOptions.explained(() -> {
            Inspection found = new Inspector(data.files(read), data.wishes(), data.settings(source), Math.max(0, rows))
                    .run(Math.max(0, limit));
            print(found);
            json.write(found);
            return 0;
        });
    }

    private void print(Inspection found) {
        System.out.printf(
                Locale.ROOT,
                "%s: %s, %d file%s, %,d rows, %,d items%n%n",
                source,
                found.form(),
                found.files().size(),
                found.files().size() == 1 ? "" : "s",
                found.rows(),
                found.items());
        Table columns = new Table("column", "holds", "present", "different", "for example");
        found.columns()
                .forEach(column -> columns.row(
                        column.name(), column.types(), column.present(), column.distinct(), column.example()));
        System.out.println(columns);
        if (found.mapping() != null) {
            System.out.println("Taken as: " + found.mapping());
        }
        if (found.mappingProblem() != null) {
            System.out.println(found.mappingProblem());
        }
        if (found.items() > 0) {
            items(found);
        }
        if (found.suspicions().isEmpty()) {
            System.out.println("Nothing looks wrong.");
        }
        for (Inspection.Suspicion suspicion : found.suspicions()) {
            System.out.printf(Locale.ROOT, "%nSuspicious: %,d %s%n", suspicion.count(), suspicion.kind());
            suspicion.examples().forEach(example -> System.out.println("  " + example));
        }
    }

    private static void items(Inspection found) {
        System.out.println("Answer types: " + counts(found.answerTypes()));
        System.out.println("Metrics: " + counts(found.metrics()));
        System.out.println("Choices: "
                + found.choiceCounts().entrySet().stream()
                        .map(each -> (each.getKey() == 0 ? "open" : each.getKey() + " choices") + " " + each.getValue())
                        .collect(Collectors.joining(", ")));
        System.out.println("Families: " + counts(found.families()));
        System.out.println("Splits: " + counts(found.splits()));
        System.out.printf(
                Locale.ROOT,
                "Commonest answer: %s (%.1f %%: who always says so is that good)%n",
                found.commonestAnswer(),
                100 * found.majority());
        Inspection.Pictures pictures = found.pictures();
        System.out.println(
                pictures.taken() == 0
                        ? "Pictures: none"
                        : String.format(
                                Locale.ROOT,
                                "Pictures: %,d, of these %,d different (%s; %,d KB), %s to %s pixels, median %s",
                                pictures.taken(),
                                pictures.different(),
                                counts(pictures.formats()),
                                pictures.bytes() / 1024,
                                pictures.smallest(),
                                pictures.largest(),
                                pictures.median()));
        System.out.println();
        for (Map<String, Object> sample : found.samples()) {
            Object choices = sample.get("choices");
            System.out.printf(
                    "  %s: %s%s -> %s (%s pictures)%n",
                    sample.get("id"),
                    sample.get("question"),
                    choices instanceof List<?> list && !list.isEmpty() ? " " + list : "",
                    sample.get("answer"),
                    sample.get("pictures"));
        }
        System.out.println();
    }

    private static String counts(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .map(each -> each.getKey() + " " + each.getValue())
                .collect(Collectors.joining(", "));
    }
}

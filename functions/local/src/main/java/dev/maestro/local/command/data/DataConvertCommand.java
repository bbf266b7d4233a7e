package dev.maestro.local.command.data;

import dev.maestro.local.command.option.JsonOption;
import dev.maestro.local.command.terminal.Table;
import dev.maestro.local.command.terminal.UserException;
import dev.maestro.local.data.Conversion;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code data convert}: a published benchmark as a folder of items. */
@Command(
        name = "convert",
        mixinStandardHelpOptions = true,
        description =
                "Converts a published benchmark into a folder of items: items.jsonl and images/, pictures named by"
                        + " what they hold. Columns are found by their usual names, or named by options.",
        footer = {
            "",
            "Examples:",
            "  ./maestro data convert --from parquet data/test-00000-of-00001.parquet --to my-set",
            "  ./maestro data convert --from tsv MMBench.tsv --to mmbench --family diagram --meta category",
            "  ./maestro data convert --from coco instances.json --image-root val2017 --to counting --family counting",
            "  ./maestro data convert --from jsonl qa.jsonl --to qa --metric anls --question ask --answer reply"
        })
final class DataConvertCommand implements Callable<Integer> {

    private static final int SHOWN = 20;
    private static final int PROGRESS_EVERY = 5_000;

    @Mixin
    private DataOptions data = new DataOptions();

    @Mixin
    private JsonOption json = new JsonOption();

    @Parameters(paramLabel = "SOURCE", description = "A file, or a folder with files of one form.")
    private Path source = Path.of(".");

    @Option(
            names = "--to",
            paramLabel = "DIR",
            required = true,
            description = "Folder to write; made if it is missing.")
    private Path target = Path.of("items");

    @Option(names = "--skip-bad", description = "Leave out rows that give no item, name them, and go on.")
    private boolean skipBad;

    @Option(names = "--limit", paramLabel = "N", defaultValue = "0", description = "Rows at most (default: all).")
    private long limit;

    @Override
    public Integer call() throws Exception {
        return DataOptions.explained(() -> {
            Conversion conversion = new Conversion(
                    data.files(source), data.wishes(), data.settings(source), skipBad, Math.max(0, limit));
            try {
                return report(conversion.run(target, DataConvertCommand::progress));
            } catch (FileAlreadyExistsException e) {
                throw new UserException(target + " holds items already. Name another folder, or remove it first.");
            }
        });
    }

    private static void progress(long rows) {
        if (rows % PROGRESS_EVERY == 0) {
            System.err.println(rows + " rows");
        }
    }

    private int report(Conversion.Report report) {
        System.out.println("Columns: " + report.columns());
        System.out.printf(
                Locale.ROOT,
                "%,d rows, %,d items written to %s, %,d pictures (%,d KB)%n",
                report.rows(),
                report.items(),
                target,
                report.pictures(),
                report.pictureBytes() / 1024);
        Table types = new Table("answer type", "items");
        report.answerTypes().forEach(types::row);
        System.out.print(types);
        if (report.skipped() > 0) {
            System.out.printf(Locale.ROOT, "%,d rows left out:%n", report.skipped());
            report.problems().stream()
                    .limit(SHOWN)
                    .forEach(problem -> System.out.println("  " + problem.where() + " " + problem.reason()));
            if (report.skipped() > SHOWN) {
                System.out.println("  ... and " + (report.skipped() - SHOWN) + " more (--json FILE has them)");
            }
        }
        json.write(report);
        return report.skipped() == 0 ? 0 : 1;
    }
}

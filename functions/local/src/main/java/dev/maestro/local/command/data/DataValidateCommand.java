package dev.maestro.local.command.data;

import dev.maestro.local.command.option.JsonOption;
import dev.maestro.local.command.terminal.UserException;
import dev.maestro.local.data.Validation;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code data validate}: whether a folder of items can be evaluated on. */
@Command(
        name = "validate",
        mixinStandardHelpOptions = true,
        description =
                "Checks folders of items line by line, by the rules by which evaluate takes them: every problem with"
                        + " its line. Ends with 0 when all lines can be run, 1 when some cannot or there is none.",
        footer = {
            "",
            "Examples:",
            "  ./maestro data validate my-tasks",
            "  ./maestro data validate benchmarks --json x.json"
        })
final class DataValidateCommand implements Callable<Integer> {

    @Mixin
    private JsonOption json = new JsonOption();

    @Parameters(paramLabel = "DIR", description = "A folder with items.jsonl, or a folder of such folders.")
    private Path folder = Path.of(".");

    @Option(
            names = "--show",
            defaultValue = "50",
            description = "Problems to print of each kind (default: ${DEFAULT-VALUE}).")
    private int shown;

    @Override
    public Integer call() throws Exception {
        List<Validation.Report> reports;
        try {
            reports = Validation.of(folder);
        } catch (NoSuchFileException e) {
            throw new UserException(String.valueOf(e.getMessage()));
        }
        boolean good = true;
        for (Validation.Report report : reports) {
            good &= report.errors().isEmpty() && report.items() > 0;
            print(report);
        }
        json.write(reports);
        return good ? 0 : 1;
    }

    private void print(Validation.Report report) {
        System.out.printf(
                "%s: %d items, %d lines that cannot be run, %d warnings%n",
                report.folder(),
                report.items(),
                report.errors().size(),
                report.warnings().size());
        findings("error", report.errors());
        findings("warning", report.warnings());
        if (!report.unused().isEmpty()) {
            System.out.println("  " + report.unused().size() + " pictures that no line names, such as "
                    + report.unused().getFirst());
        }
    }

    private void findings(String kind, List<Validation.Finding> findings) {
        findings.stream()
                .limit(Math.max(0, shown))
                .forEach(finding ->
                        System.out.println("  line " + finding.line() + ": " + kind + ": " + finding.what()));
        if (findings.size() > shown) {
            System.out.println("  ... and " + (findings.size() - shown) + " more (--show N, or --json FILE)");
        }
    }
}

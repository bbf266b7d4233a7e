package dev.maestro.local.command;

import dev.maestro.local.report.EvaluationPages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code report}: the page of an evaluation. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description =
                "Prints the path of an evaluation's page, report.html, and makes it first when it is missing. It is"
                        + " one file that loads nothing; beside it lie report.md and findings.json.",
        footer = {
            "",
            "Examples:",
            "  ./maestro report my-evaluation",
            "  ./maestro report my-evaluation --open              in the browser",
            "  ./maestro report my-evaluation --outcomes mine.gz  with single pairs, simple choices and the oracle,",
            "                                                     from ./maestro outcomes --data on the same items"
        })
public final class ReportCommand implements Callable<Integer> {

    @Mixin
    private JsonOption json = new JsonOption();

    @Parameters(paramLabel = "FOLDER", description = "The --out folder of ./maestro evaluate.")
    private Path folder = Path.of(".");

    @Option(names = "--outcomes", paramLabel = "FILE", description = "An outcome log of the same items.")
    private @Nullable Path outcomes;

    @Option(names = "--again", description = "Make the page anew, though there is one.")
    private boolean again;

    @Option(names = "--open", description = "Also open it in the browser.")
    private boolean open;

    @Override
    public Integer call() throws IOException {
        if (outcomes != null && !Files.isRegularFile(outcomes)) {
            throw new UserException("There is no outcome log " + outcomes
                    + ". Make one with ./maestro outcomes --data DIR --log " + outcomes + ".");
        }
        Path page = folder.resolve(EvaluationPages.HTML);
        try {
            if (again || outcomes != null || !Files.isRegularFile(page)) {
                page = EvaluationPages.write(folder, outcomes);
            }
        } catch (NoSuchFileException e) {
            throw new UserException(
                    folder + " holds no evaluation: there is no " + e.getFile() + "; " + e.getReason() + ".");
        }
        Path shown = page.toAbsolutePath().normalize();
        System.out.println(shown);
        json.write(Map.of("html", shown.toString()));
        return !open || opened(shown) ? 0 : 1;
    }

    private static boolean opened(Path page) throws IOException {
        String system = System.getProperty("os.name", "");
        String opener = system.startsWith("Mac") ? "open" : system.startsWith("Windows") ? "explorer" : "xdg-open";
        try {
            new ProcessBuilder(opener, page.toUri().toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return true;
        } catch (IOException e) {
            System.err.println("maestro: No browser could be started (" + opener + "). Open the file above by hand.");
            return false;
        }
    }
}

package dev.maestro.local.command.evaluate;

import dev.maestro.core.episode.TerminalException;
import dev.maestro.core.evaluate.report.LogRivals;
import dev.maestro.local.command.option.HomeOption;
import dev.maestro.local.command.option.JsonOption;
import dev.maestro.local.command.terminal.UserException;
import dev.maestro.report.EvaluationPages;
import dev.maestro.runtime.registry.StoredCalibrations;
import dev.maestro.runtime.registry.StoredRegistries;
import dev.maestro.runtime.store.FileObjectStore;
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
            "  ./maestro report my-evaluation --outcomes mine.gz  with simple routers, single experts and the oracle,",
            "                                                     from ./maestro outcomes --data on the same items"
        })
public final class ReportCommand implements Callable<Integer> {

    @Mixin
    private HomeOption home = new HomeOption();

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
            if (outcomes != null) {
                page = withRivals(outcomes);
            } else if (again || !Files.isRegularFile(page)) {
                page = EvaluationPages.write(folder);
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

    private Path withRivals(Path log) throws IOException {
        LogRivals rivals = rivals(log);
        if (!EvaluationPages.addRivals(folder, rivals)) {
            throw new UserException(log + " knows none of the items of " + folder
                    + ". Make it on the same items: ./maestro outcomes --data DIR --log " + log + ".");
        }
        return EvaluationPages.write(folder, rivals);
    }

    /** The routers need the registry that the items were evaluated with; without it they are left out, said aloud. */
    private LogRivals rivals(Path log) throws IOException {
        String digest = EvaluationPages.registryDigest(folder).orElse("");
        Path kept = home.home().objects();
        if (!digest.isEmpty() && Files.isDirectory(kept)) {
            FileObjectStore objects = FileObjectStore.open(kept);
            try {
                return LogRivals.read(
                        log, new StoredRegistries(objects).snapshot(digest), new StoredCalibrations(objects));
            } catch (TerminalException e) {
                if (!e.code().equals("registry-lost")) {
                    throw new UserException(String.valueOf(e.getMessage()));
                }
            }
        }
        System.err.println("maestro: The simple routers are left out: " + kept
                + " does not have the registry of this evaluation. Name the home that it ran in with --home.");
        return LogRivals.withoutRouters(log);
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

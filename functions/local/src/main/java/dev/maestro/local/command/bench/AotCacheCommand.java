package dev.maestro.local.command.bench;

import dev.maestro.local.bench.startup.PackagedFunction;
import dev.maestro.local.command.option.HomeOption;
import dev.maestro.local.command.terminal.UserException;
import dev.maestro.schema.event.Stage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code aot-cache}: the training run of one function. */
@Command(
        name = "aot-cache",
        mixinStandardHelpOptions = true,
        description = "Makes the AOT cache of a packaged function: starts it beside an embedded broker, has it handle"
                + " one event, stops it, and starts it once with the cache. The cache is good for these very jars, in"
                + " this folder, with this JDK. The image builds run this.",
        footer = {
            "",
            "Examples:",
            "  ./maestro aot-cache decide",
            "  maestro aot-cache decide --application /app --options /app/jvm.options --output /app/app.aot"
        })
public final class AotCacheCommand implements Callable<Integer> {

    @Mixin
    private HomeOption home = new HomeOption();

    @Parameters(paramLabel = "FUNCTION", description = "One of ${COMPLETION-CANDIDATES}.")
    private @Nullable Stage function;

    @Option(
            names = "--application",
            paramLabel = "DIR",
            description = "Folder with quarkus-run.jar (default: that of this checkout).")
    private @Nullable Path application;

    @Option(names = "--options", paramLabel = "FILE", description = "Options of the JVM, as an argument file.")
    private @Nullable Path options;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "Where to (default: app.aot beside quarkus-run.jar).")
    private @Nullable Path output;

    @Override
    public Integer call() throws Exception {
        PackagedFunction packaged = packaged();
        Path cache = output == null ? packaged.cache() : output;
        home.home().create();
        FunctionStarts.in(home.home(), bench -> {
            bench.train(packaged, cache);
            return cache;
        });
        System.out.printf(Locale.ROOT, "%s: %.1f MB%n", cache, Files.size(cache) / 1e6);
        return 0;
    }

    private PackagedFunction packaged() {
        if (function == null) {
            throw new UserException("Name a function.");
        }
        if (application == null && options == null) {
            return PackagedFunction.of(PackagedFunction.functionsOfCheckout(), function);
        }
        if (application == null || options == null) {
            throw new UserException("--application and --options go together; give both.");
        }
        return new PackagedFunction(function, application, options);
    }
}

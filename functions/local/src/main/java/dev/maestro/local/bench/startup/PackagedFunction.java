package dev.maestro.local.bench.startup;

import dev.maestro.schema.event.Stage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A function as it is packaged, and how its process is started: the same way here and in the container image.
 *
 * @param stage which function
 * @param application folder with {@code quarkus-run.jar}
 * @param options argument file with the options of the JVM
 */
public record PackagedFunction(Stage stage, Path application, Path options) {

    /** Name of the argument file, in the folder of the image definitions. */
    public static final String OPTIONS_FILE = "images/jvm.options";

    private static final String JAR = "quarkus-run.jar";

    public PackagedFunction {
        application = application.toAbsolutePath().normalize();
        options = options.toAbsolutePath().normalize();
    }

    /**
     * The packaged function of a checkout.
     *
     * @param functions folder of the function modules
     */
    public static PackagedFunction of(Path functions, Stage stage) {
        return new PackagedFunction(
                stage,
                functions.resolve(stage.word()).resolve("target").resolve("quarkus-app"),
                functions.resolve(OPTIONS_FILE));
    }

    /**
     * The function modules of the checkout whose packaged {@code local} runs as this process.
     *
     * @throws StartupException when this process was not started from a checkout
     */
    public static Path functionsOfCheckout() {
        Path jar = Path.of(System.getProperty("java.class.path", "")).toAbsolutePath();
        Path functions = jar.resolve("../../../..").normalize();
        if (!Files.exists(functions.resolve(OPTIONS_FILE))) {
            throw new StartupException("The packaged functions were not found: this must run from a checkout, with"
                    + " ./maestro, as it starts functions/*/target/quarkus-app.");
        }
        return functions;
    }

    /** Where its AOT cache is put. */
    public Path cache() {
        return application.resolve("app.aot");
    }

    /**
     * Its command line, to be run in {@link #application()}.
     *
     * @param more options of the JVM after those of the file
     * @throws StartupException when it is not packaged
     */
    List<String> command(List<String> more) {
        for (Path needed : List.of(application.resolve(JAR), options)) {
            if (!Files.exists(needed)) {
                throw new StartupException(needed + " is missing. Package the functions first: mvn package -DskipTests"
                        + " -pl functions/" + stage.word() + " -am");
            }
        }
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(arguments(more));
        return command;
    }

    /**
     * What stands behind {@code java}; the entry point of the image is the same.
     *
     * @param more options of the JVM after those of the file
     */
    public List<String> arguments(List<String> more) {
        List<String> arguments = new ArrayList<>();
        arguments.add("@" + options);
        arguments.addAll(more);
        arguments.addAll(List.of("-jar", JAR));
        return arguments;
    }

    /** Options that start with a cache, or not at all: the JVM would fall back in silence otherwise. */
    public static List<String> using(Path cache) {
        return List.of("-XX:AOTCache=" + cache, "-XX:AOTMode=on");
    }
}

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * The native packaging check: what Quarkus made for native-image is whole and has what the function needs. It proves that
 * Quarkus' own build steps ran in native mode; only the builder itself can refuse a program (check.sh).
 *
 * <pre>
 * java NativeSources.java REPOSITORY FUNCTION...
 * </pre>
 */
final class NativeSources {

    private static final String REFLECTION = "META-INF/native-image/dev.maestro/maestro-schema/reflect-config.json";

    /** Native libraries and the broker: they belong to local, and no native image of a function may have them. */
    private static final List<String> BANNED =
            List.of("onnxruntime", "opencv", "tesseract", "javacpp", "leptonica", "kafka_2.13", "maestro-local", "maestro-lab");

    public static void main(String[] arguments) throws IOException {
        Path root = Path.of(arguments[0]);
        int bad = 0;
        for (int i = 1; i < arguments.length; i++) {
            List<String> problems = check(root, arguments[i]);
            System.out.println(arguments[i] + ": " + (problems.isEmpty() ? "native packaging is whole" : "NOT whole"));
            problems.forEach(problem -> System.out.println("  " + problem));
            bad += problems.isEmpty() ? 0 : 1;
        }
        int functions = arguments.length - 1;
        System.out.println("native: " + (functions - bad) + " passed, " + bad + " failed");
        System.exit(bad == 0 ? 0 : 1);
    }

    private static List<String> check(Path root, String function) throws IOException {
        List<String> problems = new ArrayList<>();
        Path folder = root.resolve("functions").resolve(function).resolve("target/native-sources");
        Path words = folder.resolve("native-image.args");
        if (!Files.isRegularFile(words)) {
            return List.of("there is no " + words + ": package the function first");
        }
        String text = Files.readString(words);
        Path runner;
        try (Stream<Path> files = Files.list(folder)) {
            runner = files.filter(file -> file.toString().endsWith("-runner.jar")).findFirst().orElse(null);
        }
        if (runner == null) {
            return List.of("there is no runner jar in " + folder);
        }
        String name = runner.getFileName().toString();
        if (!text.strip().endsWith("-jar " + name)) {
            problems.add("native-image.args must end with -jar " + name);
        }
        for (String option : List.of("--no-fallback", "--link-at-build-time", "--features=")) {
            if (!text.contains(option)) {
                problems.add("native-image.args lacks " + option);
            }
        }
        if (text.contains("--initialize-at-build-time=dev.maestro")) {
            problems.add("nothing of ours is initialised at build time without a review");
        }
        try (JarFile jar = new JarFile(runner.toFile())) {
            if (jar.getEntry("io/quarkus/runner/Feature.class") == null) {
                problems.add("the runner has no io.quarkus.runner.Feature: Quarkus did not build in native mode");
            }
        }
        libraries(root, folder.resolve("lib"), function, problems);
        return problems;
    }

    private static void libraries(Path root, Path folder, String function, List<String> problems) throws IOException {
        List<Path> jars;
        try (Stream<Path> files = Files.list(folder)) {
            jars = files.sorted().toList();
        }
        for (Path jar : jars) {
            for (String banned : BANNED) {
                if (jar.getFileName().toString().contains(banned)) {
                    problems.add(jar.getFileName() + " may not be in a function");
                }
            }
        }
        Path contracts = jars.stream()
                .filter(jar -> jar.getFileName().toString().contains("maestro-schema"))
                .findFirst()
                .orElse(null);
        if (contracts == null) {
            problems.add("the contracts (maestro-schema) are missing");
            return;
        }
        try (JarFile jar = new JarFile(contracts.toFile())) {
            var entry = jar.getEntry(REFLECTION);
            Path source = root.resolve("registry-schema/src/main/resources").resolve(REFLECTION);
            if (entry == null) {
                problems.add("the contracts lack " + REFLECTION);
                return;
            }
            String packaged = new String(jar.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
            if (!packaged.equals(Files.readString(source))) {
                problems.add("the packaged reflect-config.json is not that of the sources: package again");
            }
            records(jar, packaged, problems);
        }
    }

    /** Every record of the wire, of events and of registries must be registered: JSON is made of them by reflection. */
    private static void records(JarFile jar, String registered, List<String> problems) throws IOException {
        for (var entries = jar.entries(); entries.hasMoreElements(); ) {
            var entry = entries.nextElement();
            String path = entry.getName();
            if (!path.matches("dev/maestro/schema/(wire|event|registry)/.*\\.class")) {
                continue;
            }
            String bytes = new String(jar.getInputStream(entry).readAllBytes(), StandardCharsets.ISO_8859_1);
            String type = path.substring(0, path.length() - ".class".length()).replace('/', '.');
            if (bytes.contains("java/lang/Record") && !registered.contains("\"" + type + "\"")) {
                problems.add(type + " is a record that reflect-config.json does not name");
            }
        }
    }
}

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;

/**
 * Stands in for the native-image driver, which is not on Maven Central: writes what the builder has to be started with.
 *
 * <pre>
 * java BuilderArguments.java exports FILE              modules that the builder may look into
 * java BuilderArguments.java sources FOLDER OUT        OUT.java and OUT.builder for a folder of Quarkus' native sources
 * java BuilderArguments.java header CLASS_LISTING      a C header from what javap prints of a CPU features class
 * </pre>
 */
final class BuilderArguments {

    private static final String TARGETS = String.join(
            ",",
            "ALL-UNNAMED",
            "org.graalvm.nativeimage.builder",
            "org.graalvm.nativeimage.base",
            "org.graalvm.nativeimage.pointsto",
            "org.graalvm.nativeimage.objectfile",
            "jdk.graal.compiler",
            "org.graalvm.nativeimage.configure",
            "org.graalvm.espresso.shared.svm",
            "org.graalvm.nativeimage",
            "org.graalvm.nativeimage.libgraal",
            "org.graalvm.truffle.compiler",
            "org.graalvm.word",
            "org.graalvm.collections");

    private static final List<String> UNINTERESTING = List.of(
            "java.desktop", "java.xml", "jdk.local", "jdk.compiler", "jdk.javadoc", "jdk.jshell", "jdk.hotspot");

    private static final Map<String, String> CONFIGURATIONS = Map.of(
            "reflect-config.json", "Reflection",
            "resource-config.json", "Resource",
            "jni-config.json", "JNI",
            "proxy-config.json", "DynamicProxy",
            "serialization-config.json", "Serialization");

    private final List<String> java = new ArrayList<>();
    private final List<String> builder = new ArrayList<>();
    private final List<Pattern[]> excluded = new ArrayList<>();

    public static void main(String[] arguments) throws IOException {
        switch (arguments[0]) {
            case "exports" -> Files.write(Path.of(arguments[1]), exports());
            case "sources" -> new BuilderArguments().sources(Path.of(arguments[1]), arguments[2]);
            case "header" -> System.out.print(header(Files.readAllLines(Path.of(arguments[1]))));
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    /** Every package of the JDK that is not open to all: the limit of a thousand such options is why not simply all. */
    private static List<String> exports() {
        List<String> lines = new ArrayList<>();
        Set<String> modules = new TreeSet<>();
        for (ModuleReference reference : ModuleFinder.ofSystem().findAll()) {
            String name = reference.descriptor().name();
            if (name.startsWith("jdk.graal") || name.equals("jdk.incubator.vector")) {
                continue;
            }
            modules.add(name);
            if (UNINTERESTING.stream().anyMatch(name::startsWith)) {
                continue;
            }
            Set<String> open = new HashSet<>();
            for (ModuleDescriptor.Exports exported : reference.descriptor().exports()) {
                if (!exported.isQualified()) {
                    open.add(exported.source());
                }
            }
            for (String packaged : new TreeSet<>(reference.descriptor().packages())) {
                if (!open.contains(packaged)) {
                    lines.add("--add-exports=" + name + "/" + packaged + "=" + TARGETS);
                }
                if (name.equals("java.base") || name.equals("jdk.internal.vm.ci")) {
                    lines.add("--add-opens=" + name + "/" + packaged + "=" + TARGETS);
                }
            }
        }
        lines.add("--add-modules=" + String.join(",", modules));
        return lines;
    }

    private void sources(Path folder, String out) throws IOException {
        String name = null;
        String jar = null;
        List<String> words = words(Files.readString(folder.resolve("native-image.args")));
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.startsWith("-J")) {
                java.add(word.substring(2));
            } else if (word.equals("--exclude-config")) {
                excluded.add(new Pattern[] {Pattern.compile(words.get(i + 1)), Pattern.compile(words.get(i + 2))});
                i += 2;
            } else if (word.equals("-jar")) {
                jar = words.get(++i);
            } else if (!option(word)) {
                if (word.startsWith("-")) {
                    System.err.println("not passed on: " + word);
                } else {
                    name = word;
                }
            }
        }
        if (jar == null || name == null) {
            throw new IllegalArgumentException(folder + "/native-image.args names no jar or no image");
        }
        List<Path> classPath = new ArrayList<>(List.of(folder.resolve(jar)));
        try (var libraries = Files.list(folder.resolve("lib"))) {
            libraries.filter(file -> file.toString().endsWith(".jar")).sorted().forEach(classPath::add);
        }
        String main = "";
        for (Path file : classPath) {
            try (JarFile opened = new JarFile(file.toFile())) {
                if (file.equals(classPath.getFirst())) {
                    var manifest = opened.getManifest().getMainAttributes();
                    main = manifest.getValue("Main-Class");
                    String opens = manifest.getValue("Add-Opens");
                    if (opens != null) {
                        Arrays.stream(opens.split(" ")).forEach(each -> java.add("--add-opens=" + each + "=ALL-UNNAMED"));
                    }
                }
                for (var entries = opened.entries(); entries.hasMoreElements(); ) {
                    configuration(file, opened, entries.nextElement());
                }
            }
        }
        List<String> all = new ArrayList<>(List.of(
                "-imagecp",
                String.join(":", classPath.stream().map(Path::toString).toList()),
                "-H:Class=" + main,
                "-H:Name=" + name));
        all.addAll(builder);
        Files.write(Path.of(out + ".java"), java);
        Files.write(Path.of(out + ".builder"), all);
    }

    private void configuration(Path file, JarFile opened, ZipEntry entry) throws IOException {
        String path = entry.getName();
        if (!path.startsWith("META-INF/native-image/") || entry.isDirectory()) {
            return;
        }
        for (Pattern[] pair : excluded) {
            if (pair[0].matcher(file.getFileName().toString()).find() && pair[1].matcher("/" + path).find()) {
                return;
            }
        }
        String base = path.substring(path.lastIndexOf('/') + 1);
        if (CONFIGURATIONS.containsKey(base)) {
            builder.add("-H:" + CONFIGURATIONS.get(base) + "ConfigurationResources=" + path);
        } else if (base.equals("reachability-metadata.json")) {
            builder.add("-H:ReachabilityMetadataResources=" + path);
        } else if (base.equals("native-image.properties")) {
            String text = new String(opened.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
            for (String line : text.replaceAll("(?m)^#.*$", "").replace("\\\n", " ").split("\n")) {
                if (line.strip().startsWith("Args")) {
                    words(line.substring(line.indexOf('=') + 1)).forEach(this::option);
                }
            }
        }
    }

    private boolean option(String word) {
        for (String when : List.of("run", "build")) {
            String option = "--initialize-at-" + when + "-time";
            if (word.equals(option)) {
                builder.add("-H:ClassInitialization=:" + when + "_time");
                return true;
            }
            if (word.startsWith(option + "=")) {
                builder.add("-H:ClassInitialization="
                        + String.join(
                                ",",
                                Arrays.stream(word.substring(option.length() + 1).split(","))
                                        .map(each -> each + ":" + when + "_time")
                                        .toList()));
                return true;
            }
        }
        Map<String, String> renamed = Map.of(
                "--features=", "-H:Features=",
                "--enable-url-protocols=", "-H:EnableURLProtocols=",
                "--enable-monitoring=", "-H:EnableMonitoringFeatures=");
        for (Map.Entry<String, String> each : renamed.entrySet()) {
            if (word.startsWith(each.getKey())) {
                builder.add(each.getValue() + word.substring(each.getKey().length()));
                return true;
            }
        }
        if (word.equals("--link-at-build-time")) {
            builder.add("-H:LinkAtBuildTime=");
        } else if (word.equals("--no-fallback")) {
            builder.add("-H:FallbackThreshold=0");
        } else if (word.startsWith("--add-opens") || word.startsWith("--add-exports") || word.startsWith("-D")) {
            java.add(word);
        } else if (word.startsWith("-H:") || word.startsWith("-R:")) {
            builder.add(word);
        } else {
            return word.startsWith("--enable-native-access");
        }
        return true;
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        for (String word : text.strip().split("\\s+")) {
            if (!word.isEmpty()) {
                words.add(word.replaceAll("^['\"]|['\"]$", ""));
            }
        }
        return words;
    }

    private static String header(List<String> listing) {
        StringBuilder fields = new StringBuilder();
        for (String line : listing) {
            var matcher = Pattern.compile("boolean (f\\w+)\\(\\)").matcher(line);
            if (matcher.find()) {
                fields.append("char ").append(matcher.group(1)).append("; ");
            }
        }
        return "typedef struct { " + fields + "} CPUFeatures;\nvoid determineCPUFeatures(CPUFeatures*);\n";
    }
}

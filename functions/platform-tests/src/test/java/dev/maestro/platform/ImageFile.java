package dev.maestro.platform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** A Dockerfile, as far as it can be judged without Docker; an instruction stands on one line. */
record ImageFile(List<String> lines) {

    private static final Pattern PINNED = Pattern.compile("[a-z0-9-]+(/[a-z0-9-]+)?:\\d+\\.\\d+[A-Za-z0-9._-]*");
    private static final Pattern SECRET = Pattern.compile("(?i).*(key|token|password|secret).*");
    private static final ObjectMapper JSON = new ObjectMapper();

    static ImageFile read(String kind) {
        try {
            return of(Files.readString(Tool.ROOT.resolve("functions/images/Dockerfile." + kind)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ImageFile of(String text) {
        return new ImageFile(text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList());
    }

    /** What stands behind each instruction of a name. */
    List<String> all(String instruction) {
        return lines.stream()
                .filter(line -> line.startsWith(instruction + " "))
                .map(line -> line.substring(instruction.length() + 1).strip())
                .toList();
    }

    /** The words of the entry point; empty for one that a shell would run. */
    List<String> entryPoint() {
        try {
            return List.of(JSON.readValue(all("ENTRYPOINT").getLast(), String[].class));
        } catch (JsonProcessingException e) {
            return List.of();
        }
    }

    /** What is copied from the checkout, for a function. */
    List<String> sources(String function) {
        return all("COPY").stream()
                .filter(copy -> !copy.contains("--from="))
                .map(copy -> copy.replaceFirst("^(--\\S+\\s+)*", "").split("\\s+", -1)[0])
                .map(path -> path.replace("${FUNCTION}", function))
                .toList();
    }

    /** The numeric user that it runs as, or -1. */
    long user() {
        List<String> users = all("USER");
        return users.isEmpty() || !users.getLast().matches("\\d+(:\\d+)?")
                ? -1
                : Long.parseLong(users.getLast().split(":", -1)[0]);
    }

    /** What is wrong with it. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        Set<String> stages = new HashSet<>(Set.of("${BASE}"));
        for (String from : all("FROM")) {
            String[] words = from.split("\\s+", -1);
            if (!stages.contains(words[0])) {
                problems.add("FROM " + words[0] + " is neither BASE nor a stage");
            }
            stages.add(words[words.length - 1]);
        }
        all("ARG").stream()
                .filter(argument -> argument.startsWith("BASE="))
                .map(argument -> argument.substring("BASE=".length()))
                .filter(base -> !PINNED.matcher(base).matches())
                .forEach(base -> problems.add(base + " names a registry, or is not pinned to a version"));
        if (user() <= 0) {
            problems.add("it does not run as a numeric user other than root");
        }
        if (entryPoint().isEmpty()) {
            problems.add("its entry point is run by a shell, which would keep SIGTERM to itself");
        }
        all("ADD").forEach(add -> problems.add("ADD " + add + " may fetch or unpack; COPY does neither"));
        for (String instruction : List.of("ENV", "ARG")) {
            all(instruction).stream()
                    .filter(value -> SECRET.matcher(value).matches())
                    .forEach(value -> problems.add(instruction + " " + value + " would stay in the image"));
        }
        return problems;
    }

    /** Those sources that are not in a folder. */
    List<String> missing(Path root, String function) {
        return sources(function).stream()
                .filter(source -> !Files.exists(root.resolve(source)))
                .toList();
    }
}

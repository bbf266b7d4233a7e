package dev.maestro.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The table in {@code functions/README.md} that says which test shows which of the 50 lines of the method, made from the
 * tags of the tests. {@code -Dmaestro.write.checklist=true} writes it anew.
 */
class ChecklistTest {

    private static final Path ROOT = Path.of("..", "..");
    private static final Path README = ROOT.resolve("functions/README.md");
    private static final String BEGIN = "<!-- checklist: made from the tags of the tests by ChecklistTest -->\n";
    private static final String END = "<!-- end of checklist -->";
    private static final int LINES = 50;
    private static final int SHOWN = 2;
    private static final Pattern TAGGED = Pattern.compile(
            "@Tag\\(\"(C[0-9]+)\"\\)|\\bvoid ([a-zA-Z0-9]+)\\(|\\bclass ([A-Za-z0-9]+)", Pattern.MULTILINE);

    private record Line(String number, String what, String note) {}

    private static List<Line> lines() throws IOException {
        List<Line> lines = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("src", "test", "resources", "checklist.txt"))) {
            if (!line.startsWith("#") && !line.isBlank()) {
                String[] parts = line.split("\\|", -1);
                lines.add(new Line(parts[0].strip(), parts[1].strip(), parts[2].strip()));
            }
        }
        return lines;
    }

    /** Tests by line: {@code Class.method}, or {@code Class} for a whole one. */
    private static Map<String, Set<String>> tests() throws IOException {
        Map<String, Set<String>> tests = new LinkedHashMap<>();
        try (Stream<Path> files = Files.walk(ROOT)) {
            files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> file.toString().contains("src/test/java")
                            || file.toString().contains("testkit/src/main/java"))
                    .forEach(file -> collect(file, tests));
        }
        return tests;
    }

    private static void collect(Path file, Map<String, Set<String>> tests) {
        String source;
        try {
            source = Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String name = file.getFileName().toString().replace(".java", "");
        List<String> pending = new ArrayList<>();
        Matcher matcher = TAGGED.matcher(source);
        while (matcher.find()) {
            if (matcher.group(1) != null) {
                pending.add(matcher.group(1));
                continue;
            }
            String test = matcher.group(2) == null ? name : name + "." + matcher.group(2);
            pending.forEach(number ->
                    tests.computeIfAbsent(number, key -> new TreeSet<>()).add(test));
            pending.clear();
        }
    }

    private static String table() throws IOException {
        Map<String, Set<String>> tests = tests();
        StringBuilder table = new StringBuilder("| line | what | shown by | status |\n|---|---|---|---|\n");
        for (Line line : lines()) {
            List<String> all = List.copyOf(tests.getOrDefault(line.number(), new TreeSet<>()));
            String shown =
                    all.stream().limit(SHOWN).map(test -> "`" + test + "`").collect(Collectors.joining(", "));
            String more = all.size() > SHOWN ? " and " + (all.size() - SHOWN) + " more" : "";
            String status = all.isEmpty() ? "absent" : "holds";
            table.append("| ")
                    .append(line.number())
                    .append(" | ")
                    .append(line.what())
                    .append(" | ")
                    .append(shown)
                    .append(more)
                    .append(" | ")
                    .append(line.note().isEmpty() ? status : status + "; " + line.note())
                    .append(" |\n");
        }
        return table.toString();
    }

    @Test
    void everyLineIsShownByATestOrSaysWhyItIsNot() throws IOException {
        Map<String, Set<String>> tests = tests();
        List<Line> lines = lines();

        assertThat(lines).hasSize(LINES);
        for (int i = 0; i < LINES; i++) {
            Line line = lines.get(i);
            assertThat(line.number()).isEqualTo("C" + (i + 1));
            if (!tests.containsKey(line.number())) {
                assertThat(line.note()).as("why no test shows " + line.number()).isNotBlank();
            }
        }
        assertThat(tests.keySet()).as("tags without a line").allMatch(number -> lines.stream()
                .anyMatch(line -> line.number().equals(number)));
    }

    @Test
    void theTableIsThatOfTheTags() throws IOException {
        String readme = Files.readString(README);
        int begin = readme.indexOf(BEGIN);
        int end = readme.indexOf(END);
        assertThat(begin).as("the mark " + BEGIN.strip() + " in " + README).isNotNegative();
        assertThat(end).isGreaterThan(begin);
        String current = table();
        if (Boolean.getBoolean("maestro.write.checklist")) {
            Files.writeString(README, readme.substring(0, begin + BEGIN.length()) + current + readme.substring(end));
            return;
        }

        assertThat(readme.substring(begin + BEGIN.length(), end))
                .as("out of date: ./maestro test -pl functions/flow-tests -am -Dtest=ChecklistTest"
                        + " -Dsurefire.failIfNoSpecifiedTests=false -Dmaestro.write.checklist=true")
                .isEqualTo(current);
    }
}

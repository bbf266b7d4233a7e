package dev.maestro.local.data;

import dev.maestro.core.episode.TerminalException;
import dev.maestro.core.evaluate.item.BadLine;
import dev.maestro.core.evaluate.item.EvaluationItem;
import dev.maestro.core.evaluate.item.ItemFolder;
import dev.maestro.core.evaluate.item.Selection;
import dev.maestro.core.reward.Scorer;
import dev.maestro.local.data.picture.PictureFolder;
import dev.maestro.local.data.row.Texts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Checks folders of items by the rules by which an evaluation takes them, and for what such an evaluation would run and
 * would be misled by: repeated questions, questions with two answers, answers that no answer could match.
 */
public final class Validation {

    private static final int HASH = 24;

    private Validation() {}

    /**
     * What was found in one folder.
     *
     * @param items lines that can be run
     * @param errors lines that cannot be run
     * @param warnings lines that can, and look wrong
     * @param unused pictures that no line names
     */
    public record Report(String folder, int items, List<Finding> errors, List<Finding> warnings, List<String> unused) {

        public Report {
            errors = List.copyOf(errors);
            warnings = List.copyOf(warnings);
            unused = List.copyOf(unused);
        }
    }

    /** What is wrong with a line; lines count from 1. */
    public record Finding(int line, String what) {}

    /**
     * Checks a folder of items, or all such folders in it.
     *
     * @throws NoSuchFileException when there is none
     */
    public static List<Report> of(Path path) throws IOException, InterruptedException {
        List<Report> reports = new ArrayList<>();
        for (ItemFolder folder : ItemFolder.at(path)) {
            reports.add(of(folder));
        }
        return reports;
    }

    private static Report of(ItemFolder folder) throws IOException, InterruptedException {
        ItemFolder.Checked checked = folder.check(Selection.ALL);
        Suspicions suspicions = new Suspicions(folder.root());
        int[] line = {0};
        folder.each(checked, item -> {
            line[0] = checked.chosen().nextSetBit(line[0] + 1);
            suspicions.add(line[0], item);
        });
        return new Report(
                folder.root().toString(),
                checked.size(),
                checked.bad().stream().map(Validation::finding).toList(),
                suspicions.found,
                checked.bad().isEmpty() ? unused(folder.root(), suspicions.pictures) : List.of());
    }

    private static Finding finding(BadLine bad) {
        return new Finding(bad.line(), bad.reason());
    }

    private static List<String> unused(Path root, Set<Path> named) throws IOException {
        Path images = root.resolve("images");
        if (!Files.isDirectory(images)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(images)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !named.contains(file.normalize()))
                    .map(file -> root.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    /** Looks at one item after another; keeps hashes. */
    private static final class Suspicions {

        private final Path root;
        private final List<Finding> found = new ArrayList<>();
        private final Set<Path> pictures = new HashSet<>();
        private final Map<String, Seen> questions = new HashMap<>();

        Suspicions(Path root) {
            this.root = root;
        }

        private record Seen(int line, String answer) {}

        void add(int line, EvaluationItem item) {
            item.images().forEach(name -> pictures.add(root.resolve(name).normalize()));
            if (new HashSet<>(item.choices()).size() < item.choices().size()) {
                warn(line, "has the same choice twice: " + String.join(" | ", item.choices()));
            }
            if (!isRightItself(item)) {
                warn(
                        line,
                        "has the answer '" + Texts.brief(item.reference().answer(), 60)
                                + "', which itself would not count as right (answer_type "
                                + item.reference().answerType() + ", metric "
                                + item.reference().metric() + ")");
            }
            repeated(line, item);
        }

        private void warn(int line, String what) {
            found.add(new Finding(line, what));
        }

        /** What runs code to be scored is not tried. */
        private static boolean isRightItself(EvaluationItem item) {
            try {
                return Scorer.of(item.reference().metric())
                                .score(item.reference().answer(), item.reference(), item.choices())
                        >= 1;
            } catch (TerminalException e) {
                return e.code().equals("no-code-judge");
            }
        }

        private void repeated(int line, EvaluationItem item) {
            String all = item.question() + "\n" + item.images() + "\n" + item.choices();
            String key =
                    PictureFolder.hash(all.getBytes(StandardCharsets.UTF_8)).substring(0, HASH);
            Seen before =
                    questions.putIfAbsent(key, new Seen(line, item.reference().answer()));
            if (before == null) {
                return;
            }
            warn(
                    line,
                    before.answer().equals(item.reference().answer())
                            ? "repeats line " + before.line()
                            : "asks what line " + before.line() + " asks and has another answer: '"
                                    + Texts.brief(item.reference().answer(), 60) + "', not '"
                                    + Texts.brief(before.answer(), 60)
                                    + "'");
        }
    }
}

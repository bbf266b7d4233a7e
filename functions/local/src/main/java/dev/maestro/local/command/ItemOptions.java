package dev.maestro.local.command;

import dev.maestro.core.evaluate.BadLine;
import dev.maestro.core.evaluate.Half;
import dev.maestro.core.evaluate.ItemFolder;
import dev.maestro.core.evaluate.Selection;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which items a command evaluates on. */
final class ItemOptions {

    private static final int SHOWN_BAD_LINES = 10;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            required = true,
            description = "Folder with items.jsonl, that list itself, or a folder of such folders. May be repeated.")
    private List<Path> data = List.of();

    @Option(names = "--limit", paramLabel = "N", description = "At most so many items of each set, drawn at random.")
    private int limit;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "Seed of the draw and of the items' seeds" + " (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--split", paramLabel = "NAME", description = "Only items whose split is this.")
    private @Nullable String split;

    @Option(
            names = "--half",
            paramLabel = "train|dev",
            description = "Only this half; items with the same picture are in the same half.")
    private @Nullable String half;

    @Option(
            names = "--half-seed",
            defaultValue = "1",
            description = "Other seeds give other halves (default: ${DEFAULT-VALUE}).")
    private long halfSeed;

    @Option(
            names = "--skip-bad-lines",
            description = "Run the other items when a line cannot be used; the report names it.")
    private boolean skipBadLines;

    long seed() {
        return seed;
    }

    /** Reads and checks all sets. */
    List<ItemFolder.Checked> check() throws IOException {
        if (limit < 0) {
            throw new UserException("--limit must be 1 or more.");
        }
        List<ItemFolder> folders = new ArrayList<>();
        for (Path path : data) {
            try {
                folders.addAll(ItemFolder.at(path));
            } catch (NoSuchFileException e) {
                throw new UserException(String.valueOf(e.getMessage()));
            }
        }
        Selection selection = new Selection(limit, seed, split, half());
        List<ItemFolder.Checked> checked = new ArrayList<>();
        for (ItemFolder folder : distinct(folders)) {
            checked.add(check(folder, selection));
        }
        return checked;
    }

    private ItemFolder.Checked check(ItemFolder folder, Selection selection) throws IOException {
        ItemFolder.Checked checked = folder.check(selection);
        if (!checked.bad().isEmpty() && !skipBadLines) {
            throw new UserException(explained(checked.bad()));
        }
        if (checked.size() == 0) {
            throw new UserException(folder.items() + " has no item to run"
                    + (split == null && half == null ? "." : " of this split or half.")
                    + " Check the list, --split and --half.");
        }
        checked.bad().forEach(bad -> System.err.println("Skipped: " + bad));
        return checked;
    }

    private static String explained(List<BadLine> bad) {
        StringBuilder text = new StringBuilder();
        bad.stream().limit(SHOWN_BAD_LINES).forEach(each -> text.append(each).append(".\n"));
        if (bad.size() > SHOWN_BAD_LINES) {
            text.append("... and ").append(bad.size() - SHOWN_BAD_LINES).append(" more.\n");
        }
        return text + "Mend " + (bad.size() == 1 ? "the line" : "these lines")
                + ", or add --skip-bad-lines to run the others.";
    }

    /** Sets of the same name get the name of the folder above too. */
    private static List<ItemFolder> distinct(List<ItemFolder> folders) {
        Set<Path> lists = new HashSet<>();
        Set<String> names = new HashSet<>();
        List<ItemFolder> result = new ArrayList<>();
        for (ItemFolder folder : folders) {
            if (!lists.add(folder.items())) {
                throw new UserException(folder.items() + " is given twice.");
            }
            String name = folder.set();
            Path above = folder.root().getParent();
            if (!names.add(name)) {
                name = (above == null || above.getFileName() == null ? "" : above.getFileName() + "/") + name;
                for (int i = 2; !names.add(name); i++) {
                    name = folder.set() + "-" + i;
                }
            }
            result.add(folder.named(name));
        }
        return result;
    }

    private @Nullable Half half() {
        if (half == null) {
            return null;
        }
        return switch (half.toLowerCase(Locale.ROOT)) {
            case "train" -> new Half(true, halfSeed);
            case "dev" -> new Half(false, halfSeed);
            default -> throw new UserException("--half is train or dev, not " + half + ".");
        };
    }
}

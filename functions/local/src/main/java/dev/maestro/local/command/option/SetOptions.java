package dev.maestro.local.command.option;

import dev.maestro.core.evaluate.item.BadLine;
import dev.maestro.core.evaluate.item.Half;
import dev.maestro.core.evaluate.item.ItemFolder;
import dev.maestro.core.evaluate.item.Selection;
import dev.maestro.local.command.terminal.UserException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which items of which sets a command works on. */
public final class SetOptions {

    private static final int SHOWN_BAD_LINES = 10;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder with items.jsonl, that list itself, or a folder of such folders. May be repeated.")
    private List<Path> data = List.of();

    @Option(names = "--limit", paramLabel = "N", description = "At most so many items of each set, drawn at random.")
    private int limit;

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

    @Option(names = "--skip-bad-lines", description = "Take the other items when a line cannot be used, and name it.")
    private boolean skipBadLines;

    /** What was named; empty for none. */
    public List<Path> data() {
        return data;
    }

    /** Items of each set at most; 0 for all. */
    public int limit() {
        return limit;
    }

    /** The half as it was written, unchecked; null for both. */
    public @Nullable String half() {
        return half;
    }

    /** Whether a line that cannot be used is left out; else it ends the command. */
    public boolean skipsBadLines() {
        return skipBadLines;
    }

    /**
     * Reads and checks all sets.
     *
     * @param seed of the draw
     * @param split only items whose split is this; null for all
     * @throws UserException when no set is named, or one cannot be used as it is
     */
    public List<ItemFolder.Checked> check(long seed, @Nullable String split) throws IOException {
        if (data.isEmpty()) {
            throw new UserException("Name the items with --data DIR: a folder with items.jsonl.");
        }
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
        Selection selection = new Selection(limit, seed, split, chosenHalf());
        List<ItemFolder.Checked> checked = new ArrayList<>();
        for (ItemFolder folder : distinctly(folders)) {
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
                    + (selection.split() == null && half == null ? "." : " of this split or half.")
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

    private static List<ItemFolder> distinctly(List<ItemFolder> folders) {
        try {
            return ItemFolder.distinct(folders);
        } catch (IllegalArgumentException e) {
            throw new UserException(e.getMessage() + ".");
        }
    }

    private @Nullable Half chosenHalf() {
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

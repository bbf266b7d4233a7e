package dev.maestro.core.evaluate.item;

import dev.maestro.core.task.AdmissionLimits;
import dev.maestro.core.task.ImageHeader;
import dev.maestro.core.task.ImageRejectedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * A folder of items: {@code items.jsonl}, one item a line, and the pictures that they name. Read twice: once to check
 * and choose, once to run, line by line, so that neither items nor pictures fill the memory.
 */
public final class ItemFolder {

    /** Name of the list in its folder. */
    public static final String ITEMS = "items.jsonl";

    private final String set;
    private final Path root;
    private final Path items;

    private ItemFolder(String set, Path root, Path items) {
        this.set = set;
        this.root = root;
        this.items = items;
    }

    /**
     * The folders that a path names: itself, the folder of a list, or all folders in it that hold a list.
     *
     * @throws NoSuchFileException when there is no list; the message says what to do
     */
    public static List<ItemFolder> at(Path path) throws IOException {
        Path whole = path.toAbsolutePath().normalize();
        Path parent = whole.getParent();
        if (parent != null && Files.isRegularFile(whole)) {
            return List.of(new ItemFolder(name(parent), parent, whole));
        }
        if (Files.isRegularFile(whole.resolve(ITEMS))) {
            return List.of(new ItemFolder(name(whole), whole, whole.resolve(ITEMS)));
        }
        List<ItemFolder> found = new ArrayList<>();
        if (Files.isDirectory(whole)) {
            try (var children = Files.list(whole)) {
                for (Path child : children.sorted().toList()) {
                    if (Files.isRegularFile(child.resolve(ITEMS))) {
                        found.add(new ItemFolder(name(child), child, child.resolve(ITEMS)));
                    }
                }
            }
        }
        if (found.isEmpty()) {
            throw new NoSuchFileException(
                    path + " holds no " + ITEMS + ". Name the folder that holds it, or the list itself.");
        }
        return found;
    }

    private static String name(Path folder) {
        Path last = folder.getFileName();
        return last == null ? "items" : last.toString();
    }

    /** The name of the set. */
    public String set() {
        return set;
    }

    /** The folder that picture names are resolved in. */
    public Path root() {
        return root;
    }

    /** The list. */
    public Path items() {
        return items;
    }

    /**
     * Folders whose sets have different names: one whose name is taken gets that of the folder above too.
     *
     * @throws IllegalArgumentException when a list stands there twice
     */
    public static List<ItemFolder> distinct(List<ItemFolder> folders) {
        Set<Path> lists = new HashSet<>();
        Set<String> names = new HashSet<>();
        List<ItemFolder> result = new ArrayList<>();
        for (ItemFolder folder : folders) {
            if (!lists.add(folder.items)) {
                throw new IllegalArgumentException(folder.items + " is given twice");
            }
            String name = folder.set;
            Path above = folder.root.getParent();
            if (!names.add(name)) {
                name = (above == null || above.getFileName() == null ? "" : above.getFileName() + "/") + name;
                for (int i = 2; !names.add(name); i++) {
                    name = folder.set + "-" + i;
                }
            }
            result.add(new ItemFolder(name, folder.root, folder.items));
        }
        return result;
    }

    /**
     * What a first reading found.
     *
     * @param chosen numbers of the lines to run, from 1
     * @param bad lines that cannot be run, whether or not they would have been chosen
     */
    public record Checked(ItemFolder folder, BitSet chosen, List<BadLine> bad) {

        /** How many items will run. */
        public int size() {
            return chosen.cardinality();
        }
    }

    /** Takes one item after another. */
    @FunctionalInterface
    public interface Consumer {

        /** Takes one; may block. */
        void accept(EvaluationItem item) throws IOException, InterruptedException;
    }

    /**
     * Reads all lines, checks them with their pictures, and chooses.
     *
     * @throws IOException when the list cannot be read
     */
    public Checked check(Selection selection) throws IOException {
        record Drawn(long order, int line) {}
        Set<String> ids = new HashSet<>();
        List<BadLine> bad = new ArrayList<>();
        BitSet chosen = new BitSet();
        PriorityQueue<Drawn> drawn =
                new PriorityQueue<>(Comparator.comparingLong(Drawn::order).reversed());
        BoundedLines.each(items, (number, text) -> {
            try {
                EvaluationItem item = ItemLine.read(set, text);
                if (!ids.add(item.id())) {
                    throw new BadItemException("the id " + item.id() + " stands in the list twice");
                }
                byte[] first = checkPictures(item);
                if (!isWanted(item, first, selection)) {
                    return;
                }
                if (selection.limit() == 0) {
                    chosen.set(number);
                } else {
                    drawn.add(new Drawn(Seeds.of(selection.seed(), set, item.id()), number));
                    if (drawn.size() > selection.limit()) {
                        drawn.remove();
                    }
                }
            } catch (BadItemException e) {
                bad.add(new BadLine(items.toString(), number, String.valueOf(e.getMessage())));
            }
        });
        drawn.forEach(each -> chosen.set(each.line()));
        return new Checked(this, chosen, List.copyOf(bad));
    }

    private static boolean isWanted(EvaluationItem item, byte[] first, Selection selection) {
        return (selection.split() == null || selection.split().equals(item.split()))
                && (selection.half() == null || selection.half().holds(first));
    }

    /** Gives the bytes of the first picture, or of the question where there is none. */
    private byte[] checkPictures(EvaluationItem item) throws BadItemException {
        byte[] first = item.question().getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < item.images().size(); i++) {
            String name = item.images().get(i);
            byte[] bytes = picture(name);
            try {
                ImageHeader.of(bytes, AdmissionLimits.DEFAULT);
            } catch (ImageRejectedException e) {
                throw new BadItemException("the image " + name + " cannot be used: " + e.getMessage());
            }
            first = i == 0 ? bytes : first;
        }
        return first;
    }

    /**
     * A picture.
     *
     * @throws BadItemException when it is missing, or lies outside the folder
     */
    public byte[] picture(String name) throws BadItemException {
        Path image;
        try {
            image = root.resolve(name).normalize();
        } catch (InvalidPathException e) {
            throw new BadItemException("an image has a name that no file can have: " + e.getReason());
        }
        if (!image.startsWith(root)) {
            throw new BadItemException("the image " + name + " lies outside the folder");
        }
        try {
            return Files.readAllBytes(image);
        } catch (NoSuchFileException e) {
            throw new BadItemException("the image " + name + " is missing");
        } catch (IOException e) {
            throw new BadItemException("the image " + name + " cannot be read: " + e.getMessage());
        }
    }

    /** Gives the chosen items in the order of the list. */
    public void each(Checked checked, Consumer consumer) throws IOException, InterruptedException {
        try {
            BoundedLines.each(items, (number, text) -> {
                if (checked.chosen().get(number)) {
                    try {
                        consumer.accept(ItemLine.read(set, text));
                    } catch (BadItemException e) {
                        throw new IOException(
                                items + " line " + number + " changed since it was checked: " + e.getMessage());
                    } catch (InterruptedException e) {
                        throw new Interrupted(e);
                    }
                }
            });
        } catch (Interrupted e) {
            throw e.cause;
        }
    }

    private static final class Interrupted extends IOException {
        private static final long serialVersionUID = 1L;
        private final InterruptedException cause;

        Interrupted(InterruptedException cause) {
            super(cause);
            this.cause = cause;
        }
    }
}

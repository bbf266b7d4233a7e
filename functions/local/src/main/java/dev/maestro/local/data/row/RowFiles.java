package dev.maestro.local.data.row;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A published benchmark: one file, or all files of one form in a folder.
 *
 * @param form of all files
 * @param files at least one
 * @param root folder that paths in it start from
 * @param quoted whether {@code "} encloses separated values
 */
public record RowFiles(Form form, List<Path> files, Path root, boolean quoted) {

    public RowFiles {
        files = List.copyOf(files);
    }

    /** Takes one row after another. */
    @FunctionalInterface
    public interface Reader {

        /**
         * Takes one.
         *
         * @param columns as the file names them; empty when it does not
         * @return whether there shall be more
         */
        boolean take(RowSource.Entry entry, List<String> columns) throws IOException;
    }

    /**
     * Finds the files.
     *
     * @param form null to tell it from the names
     * @throws NoSuchFileException when there is none
     * @throws MappingException when the form cannot be told
     */
    public static RowFiles of(Path source, @Nullable Form form, boolean quoted) throws IOException {
        if (!Files.exists(source)) {
            throw new NoSuchFileException(source.toString(), null, "name a file or a folder");
        }
        Path whole = source.toAbsolutePath().normalize();
        Path parent = whole.getParent();
        Path root = Files.isDirectory(whole) || parent == null ? whole : parent;
        if (form != null) {
            return new RowFiles(form, form.files(source), root, quoted);
        }
        if (Files.isRegularFile(source)) {
            Form promised = Form.of(source)
                    .orElseThrow(
                            () -> new MappingException("The form of " + source + " cannot be told from its name; say"
                                    + " --from " + String.join("|", Form.words().split(", ")) + "."));
            return new RowFiles(promised, List.of(source), root, quoted);
        }
        Set<Form> found = new LinkedHashSet<>();
        for (Form each : Arrays.asList(Form.PARQUET, Form.JSONL, Form.TSV, Form.CSV, Form.JSON)) {
            if (has(each, source)) {
                found.add(each);
            }
        }
        if (found.isEmpty()) {
            throw new NoSuchFileException(
                    source.toString(), null, "it has no " + Form.words().replace(", coco", "") + " files");
        }
        Form first = found.iterator().next();
        List<Path> files = first.files(source);
        Optional<Form> exact = Form.of(files.getFirst());
        return new RowFiles(exact.orElse(first), files, root, quoted);
    }

    private static boolean has(Form form, Path folder) throws IOException {
        try {
            return !form.files(folder).isEmpty();
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /**
     * Gives all rows, file after file.
     *
     * @throws DataException when a file cannot be read to its end
     */
    public void each(Reader reader) throws IOException {
        for (Path file : files) {
            try (RowSource rows = form.open(file, quoted)) {
                Optional<RowSource.Entry> next = rows.next();
                while (next.isPresent()) {
                    if (!reader.take(next.get(), rows.columns())) {
                        return;
                    }
                    next = rows.next();
                }
            }
        }
    }
}

package dev.maestro.lab.tasks;

import dev.maestro.core.episode.Json;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Writes a folder of items one by one, so that only one is in memory. The list appears under its name only with
 * {@link #finish}, so a folder with a list is whole. Not thread-safe.
 */
public final class ItemsWriter implements Closeable {

    private final Path items;
    private final Path unfinished;
    private final BufferedWriter out;

    private ItemsWriter(Path items, Path unfinished, BufferedWriter out) {
        this.items = items;
        this.unfinished = unfinished;
        this.out = out;
    }

    /**
     * Starts.
     *
     * @param folder made if it is missing; must not hold a list yet
     * @throws FileAlreadyExistsException when the folder holds a list already
     */
    public static ItemsWriter open(Path folder) throws IOException {
        Path items = folder.resolve(ItemsFolder.ITEMS);
        if (Files.exists(items)) {
            throw new FileAlreadyExistsException(
                    items.toString(), null, "this folder holds tasks already: name another folder or remove it first");
        }
        Files.createDirectories(folder.resolve("images"));
        Path unfinished = folder.resolve(ItemsFolder.ITEMS + ".part");
        return new ItemsWriter(items, unfinished, Files.newBufferedWriter(unfinished));
    }

    /** Adds a line. Its images are the caller's to write. */
    public void write(WrittenItem item) throws IOException {
        out.write(Json.mapper().writeValueAsString(item));
        out.write('\n');
    }

    /** Closes the list and gives it its name. */
    public void finish() throws IOException {
        out.close();
        Files.move(unfinished, items, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Without {@link #finish} before it, the list is removed. */
    @Override
    public void close() throws IOException {
        out.close();
        Files.deleteIfExists(unfinished);
    }
}

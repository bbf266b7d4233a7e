package dev.maestro.local.flow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * The folder with everything that Maestro keeps on this machine.
 *
 * @param path absolute
 */
public record Home(Path path) {

    public Home {
        path = path.toAbsolutePath().normalize();
    }

    /** {@code ~/.maestro}. */
    public static Home standard() {
        return new Home(Path.of(System.getProperty("user.home"), ".maestro"));
    }

    /** Object store: images, registry, journal, episodes. */
    public Path objects() {
        return path.resolve("objects");
    }

    /** Data of the embedded broker. */
    public Path broker() {
        return path.resolve("broker");
    }

    /** Model repository of the embedded model server, in Triton's layout. */
    public Path models() {
        return path.resolve("models");
    }

    /** Native libraries that were unpacked once. */
    public Path natives() {
        return path.resolve("natives");
    }

    /** Logs of the last runs. */
    public Path logs() {
        return path.resolve("logs");
    }

    /** Spans of the episodes. */
    public Path traces() {
        return path.resolve("traces");
    }

    /** Secrets by name, one file each. */
    public Path secrets() {
        return path.resolve("secrets");
    }

    /** Says where a running flow can be reached. */
    public Path runFile() {
        return path.resolve("run.json");
    }

    /** Locked while a flow runs on this folder. */
    public Path lockFile() {
        return path.resolve("lock");
    }

    /**
     * Makes the folder and those in it.
     *
     * @throws HomeException when that is not possible, with what to do
     */
    public void create() {
        try {
            for (Path folder : new Path[] {path, objects(), broker(), models(), natives(), logs(), traces()}) {
                Files.createDirectories(folder);
            }
        } catch (IOException e) {
            throw new HomeException("Cannot write to " + path + " (" + e.getMessage()
                    + "). Choose another folder with --home, or free some space.");
        }
    }

    /** Deletes all data; secrets stay. */
    public void reset() {
        for (Path folder : new Path[] {objects(), broker(), models(), natives(), logs(), traces()}) {
            deleteTree(folder);
        }
    }

    /** Deletes the folder itself. */
    public void delete() {
        deleteTree(path);
    }

    private static void deleteTree(Path root) {
        if (!Files.exists(root)) {
            return;
        }
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path folder, java.io.IOException error) throws IOException {
                    if (error != null) {
                        throw error;
                    }
                    Files.delete(folder);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + root, e);
        }
    }

    /** The folder cannot be used; the message says what to do. */
    public static final class HomeException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public HomeException(String message) {
            super(message);
        }
    }
}

package dev.maestro.local.experts.nativecode;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;

/**
 * The folder into which native libraries and data files are unpacked, so that nothing is left in the temporary folder.
 *
 * <p>A file goes into a sub-folder named after its length: another version of a library lands beside the old one, and a
 * file that is there is complete, because it is moved there in one step. Several processes may share a folder.
 * Thread-safe.
 */
public final class NativeFolder {

    private final Path root;

    /** @param root is made when it is not there */
    public NativeFolder(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    /** Where files go. */
    public Path root() {
        return root;
    }

    /**
     * Unpacks a resource unless it is there.
     *
     * @param resource path without a leading slash
     * @param group sub-folder
     * @return the file
     * @throws UncheckedIOException when the folder cannot be written; the message names it
     */
    public Path unpack(String resource, String group) {
        URL url = NativeFolder.class.getClassLoader().getResource(resource);
        if (url == null) {
            throw new IllegalStateException("this build holds no " + resource + "; there is none for "
                    + System.getProperty("os.name") + " on " + System.getProperty("os.arch"));
        }
        String name = resource.substring(resource.lastIndexOf('/') + 1);
        try {
            URLConnection connection = url.openConnection();
            connection.setUseCaches(false);
            try (InputStream in = connection.getInputStream()) {
                Path folder = root.resolve(group).resolve(Long.toString(connection.getContentLengthLong()));
                Path file = folder.resolve(name);
                if (!Files.exists(file)) {
                    Files.createDirectories(folder);
                    place(in, folder, file);
                }
                return file;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot unpack " + name + " into " + root + ": is there room, and may this user write there?", e);
        }
    }

    private static void place(InputStream in, Path folder, Path file) throws IOException {
        Path unfinished = Files.createTempFile(folder, ".unfinished", null);
        try {
            Files.copy(in, unfinished, StandardCopyOption.REPLACE_EXISTING);
            try {
                Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    /** File that swallows what is written to it. */
    public static String nullDevice() {
        return system().equals("windows") ? "NUL" : "/dev/null";
    }

    /** {@code linux}, {@code osx} or {@code windows}. */
    static String system() {
        String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        if (name.contains("win")) {
            return "windows";
        }
        return name.contains("mac") ? "osx" : "linux";
    }

    /** True on a 64-bit ARM processor, else x86-64 is taken. */
    static boolean arm() {
        String name = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return name.equals("aarch64") || name.equals("arm64");
    }
}

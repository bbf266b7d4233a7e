package dev.maestro.runtime.store;

import dev.maestro.core.episode.ObjectStore;
import dev.maestro.core.registry.Digest;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * The object store as a folder.
 *
 * <pre>
 * objects/ab/abcdef...            content, checked against its digest when read
 * named/journal/3f/e1%0%invoke    a name: first segment, shard of 256, the rest with % for /; ends in a {@link Seal}
 * tmp/HOST~PID~RANDOM-N           being written
 * </pre>
 *
 * <p>A file is written under {@code tmp} and gets its name by a hard link (put-if-absent) or a rename (put), so a
 * killed process leaves no half object. What an outage of the whole machine may tear fails its seal or digest and
 * counts as absent. Thread-safe, and safe among processes, also of several machines over a file system whose hard links and
 * renames are atomic for all of them, as on NFS 4.1 (EFS).
 */
public final class FileObjectStore implements ObjectStore {

    /** No write takes as long: what another machine left for longer was left by a process that was killed. */
    private static final Duration LONGEST_WRITE = Duration.ofHours(1);

    private final Path root;
    private final Path temporary;
    private final Path repairLock;
    private final String host = Objects.requireNonNullElse(System.getenv("HOSTNAME"), "localhost");
    private final String writer = host + "~" + ProcessHandle.current().pid() + "~"
            + Long.toHexString(UUID.randomUUID().getMostSignificantBits());
    private final AtomicLong counter = new AtomicLong();

    private FileObjectStore(Path root) {
        this.root = root;
        this.temporary = root.resolve("tmp");
        this.repairLock = root.resolve("repair.lock");
    }

    /**
     * Opens a store, and removes what killed processes left half-written.
     *
     * @param root its folder; made when absent
     * @throws IOException when the folder cannot be written to; the message says what to do
     */
    public static FileObjectStore open(Path root) throws IOException {
        FileObjectStore store = new FileObjectStore(root.toAbsolutePath().normalize());
        try {
            Files.createDirectories(store.temporary);
            store.sweep();
            Path probe = store.newTemporary();
            Files.write(probe, new byte[1], StandardOpenOption.CREATE_NEW);
            Files.delete(probe);
        } catch (IOException e) {
            throw explained(store.root, e);
        }
        return store;
    }

    @Override
    public String putContent(byte[] bytes) throws IOException {
        String digest = Digest.of(bytes);
        Path target = root.resolve(ObjectNames.contentPath(digest));
        if (!Files.exists(target) || getContent(digest).isEmpty()) {
            move(bytes, target);
        }
        return digest;
    }

    @Override
    public boolean putIfAbsent(String name, byte[] bytes) throws IOException {
        Path target = root.resolve(ObjectNames.namedPath(name));
        Path written = newTemporary();
        try {
            Files.write(written, Seal.close(bytes), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            try {
                return link(target, written);
            } finally {
                Files.delete(written);
            }
        } catch (IOException e) {
            throw explained(root, e);
        }
    }

    @Override
    public void put(String name, byte[] bytes) throws IOException {
        move(Seal.close(bytes), root.resolve(ObjectNames.namedPath(name)));
    }

    @Override
    public Optional<byte[]> get(String name) throws IOException {
        if (name.startsWith(Digest.PREFIX)) {
            return getContent(name);
        }
        try {
            return Seal.open(Files.readAllBytes(root.resolve(ObjectNames.namedPath(name))));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private Optional<byte[]> getContent(String digest) throws IOException {
        try {
            byte[] bytes = Files.readAllBytes(root.resolve(ObjectNames.contentPath(digest)));
            return Digest.of(bytes).equals(digest) ? Optional.of(bytes) : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private boolean link(Path target, Path written) throws IOException {
        try {
            Files.createLink(target, written);
            return true;
        } catch (FileAlreadyExistsException e) {
            return Seal.open(Files.readAllBytes(target)).isEmpty() && replaceTorn(target, written);
        } catch (NoSuchFileException e) {
            Files.createDirectories(parent(target));
            return link(target, written);
        } catch (UnsupportedOperationException e) {
            throw new IOException(
                    "The file system of " + root + " has no hard links. Choose a folder on another one.", e);
        }
    }

    /** One process at a time, so that of two that saw the torn file only one replaces it. */
    private boolean replaceTorn(Path target, Path written) throws IOException {
        try (RepairLock lock = RepairLock.take(repairLock)) {
            if (lock.isHeld() && Seal.open(Files.readAllBytes(target)).isPresent()) {
                return false;
            }
            Files.delete(target);
            Files.createLink(target, written);
            return true;
        }
    }

    private void move(byte[] bytes, Path target) throws IOException {
        Path written = newTemporary();
        try {
            Files.write(written, bytes, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            try {
                Files.move(written, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (NoSuchFileException e) {
                Files.createDirectories(parent(target));
                Files.move(written, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            Files.deleteIfExists(written);
            throw explained(root, e);
        }
    }

    private Path newTemporary() {
        return temporary.resolve(writer + "-" + counter.incrementAndGet());
    }

    private void sweep() throws IOException {
        Instant longAgo = Instant.now().minus(LONGEST_WRITE);
        try (Stream<Path> files = Files.list(temporary)) {
            for (Path file : files.toList()) {
                if (isLeft(file, longAgo)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    /** Whether nobody writes it any more. Only of this machine do we know which processes live. */
    private boolean isLeft(Path file, Instant longAgo) throws IOException {
        String[] words = file.getFileName().toString().split("~", -1);
        boolean ours = words.length == 3 && words[0].equals(host) && words[1].matches("[0-9]{1,10}");
        if (ours && ProcessHandle.of(Long.parseLong(words[1])).isEmpty()) {
            return true;
        }
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(longAgo);
        } catch (NoSuchFileException e) {
            return false; // its writer finished it this moment
        }
    }

    static IOException explained(Path root, IOException cause) {
        String message = String.valueOf(cause.getMessage());
        if (message.contains("No space left") || message.contains("not enough space")) {
            return new IOException(
                    "The disk of " + root + " is full. Free some space; what waits is tried again by itself.", cause);
        }
        return new IOException(
                "The object store cannot write to " + root + " (" + message
                        + "). Make it a folder that this user may write to, or choose another one.",
                cause);
    }

    private static Path parent(Path path) {
        Path parent = path.getParent();
        if (parent == null) {
            throw new IllegalStateException("no folder above " + path);
        }
        return parent;
    }
}

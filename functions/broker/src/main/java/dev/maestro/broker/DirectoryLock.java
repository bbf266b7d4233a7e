package dev.maestro.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a directory for one broker. Kafka has a lock of its own, but looks at it after it opened the metadata log, and a
 * second broker that wrote there leaves the first one reading in circles. A process that ends loses its lock.
 */
final class DirectoryLock implements AutoCloseable {

    private static final String NAME = "embedded-broker.lock";

    private final FileChannel channel;

    private DirectoryLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the lock of a directory.
     *
     * @throws BrokerException when another broker has it, of this process or another one
     */
    static DirectoryLock take(Path directory) {
        try {
            FileChannel channel =
                    FileChannel.open(directory.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock(channel) == null) {
                channel.close();
                throw new BrokerException(
                        "Another broker uses " + directory + ". Stop it, or choose another directory.");
            }
            return new DirectoryLock(channel);
        } catch (IOException e) {
            throw new BrokerException(
                    "The broker cannot lock " + directory + " (" + e.getMessage() + "). Choose another directory.", e);
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // a broker of this process has it
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the broker's directory could not be unlocked", e);
        }
    }
}

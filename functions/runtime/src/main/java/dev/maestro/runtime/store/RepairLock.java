package dev.maestro.runtime.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** A lock on a file, among the processes of one machine and the threads of one process. */
final class RepairLock implements AutoCloseable {

    private final FileChannel channel;
    private final FileLock lock;

    private RepairLock(FileChannel channel, FileLock lock) {
        this.channel = channel;
        this.lock = lock;
    }

    static RepairLock take(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        while (true) {
            try {
                return new RepairLock(channel, channel.lock());
            } catch (OverlappingFileLockException e) {
                // Another thread of this process has it; the channel does not wait for those.
                LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
            } catch (IOException e) {
                channel.close();
                throw e;
            }
        }
    }

    boolean isHeld() {
        return lock.isValid();
    }

    @Override
    public void close() throws IOException {
        lock.release();
        channel.close();
    }
}

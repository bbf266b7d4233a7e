package dev.maestro.report;

import dev.maestro.core.episode.Json;
import dev.maestro.core.evaluate.batch.ItemLog;
import dev.maestro.core.evaluate.batch.ItemResult;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A log in a file, JSON, one result a line. A last line cut off by a kill or a full disk is taken off. */
public final class FileItemLog implements ItemLog, AutoCloseable {

    private static final int BLOCK = 64 * 1024;

    private final Path file;
    private final FileChannel channel;

    private FileItemLog(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Opens a log to read and append. */
    public static FileItemLog open(Path file) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        channel.truncate(endOfWholeLines(file));
        channel.position(channel.size());
        return new FileItemLog(file, channel);
    }

    private static long endOfWholeLines(Path file) throws IOException {
        try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "r")) {
            byte[] block = new byte[BLOCK];
            long end = access.length();
            while (end > 0) {
                int size = (int) Math.min(BLOCK, end);
                access.seek(end - size);
                access.readFully(block, 0, size);
                for (int i = size - 1; i >= 0; i--) {
                    if (block[i] == '\n') {
                        return end - size + i + 1;
                    }
                }
                end -= size;
            }
            return 0;
        }
    }

    @Override
    public synchronized void append(ItemResult result) throws IOException {
        byte[] json = Json.bytes(result);
        ByteBuffer line =
                ByteBuffer.allocate(json.length + 1).put(json).put((byte) '\n').flip();
        long before = channel.position();
        try {
            while (line.hasRemaining()) {
                channel.write(line);
            }
        } catch (IOException e) {
            channel.truncate(before);
            throw new IOException(
                    "the result of an item could not be kept in " + file + " (" + e.getMessage()
                            + "). Free some space and run the same command again: it goes on where it stopped.",
                    e);
        }
    }

    @Override
    public void each(Consumer consumer) throws IOException {
        WrittenItems.read(file, false, consumer);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}

package dev.maestro.report;

import com.jerolba.carpet.CarpetWriter;
import com.jerolba.carpet.TimeUnit;
import dev.maestro.core.evaluate.batch.ItemLog;
import dev.maestro.core.evaluate.batch.ItemResult;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** An item log as a Parquet file, for tools that read tables: a row a result, in the order of the log. */
final class ParquetItems {

    /** So much is held in memory at a time. */
    private static final long ROW_GROUP_BYTES = 8L << 20;

    private ParquetItems() {}

    /**
     * Writes a log; whole or not at all.
     *
     * @throws IOException when the log cannot be read, or the file cannot be written
     */
    static Path write(ItemLog log, Path file) throws IOException {
        return WholeFile.write(file, part -> {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part));
                    CarpetWriter<ItemResult> writer = new CarpetWriter.Builder<>(out, ItemResult.class)
                            .withConf(new PlainParquetConfiguration())
                            .withCompressionCodec(CompressionCodecName.UNCOMPRESSED) // the others start Hadoop
                            .withDefaultTimeUnit(TimeUnit.NANOS)
                            .withRowGroupSize(ROW_GROUP_BYTES)
                            .build()) {
                log.each(writer::write);
            }
        });
    }
}

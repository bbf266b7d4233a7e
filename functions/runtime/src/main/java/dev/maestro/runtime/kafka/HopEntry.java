package dev.maestro.runtime.kafka;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * The journal entry of a hop: which record claimed the event, and what was written for it. That record, delivered again,
 * writes the same bytes again; any other record of the event writes nothing.
 *
 * @param topic of the claiming record
 * @param partition of it
 * @param offset of it
 * @param outputs what it writes
 */
record HopEntry(String topic, int partition, long offset, List<Output> outputs) {

    private static final int VERSION = 1;

    static HopEntry of(ConsumerRecord<?, ?> record, List<Output> outputs) {
        return new HopEntry(record.topic(), record.partition(), record.offset(), outputs);
    }

    /** What follows from a record of this event, and whether it is for that record to write it. */
    HopRunner.Followers followersOf(ConsumerRecord<?, ?> record) {
        boolean claimed = offset == record.offset() && partition == record.partition() && topic.equals(record.topic());
        return new HopRunner.Followers(outputs, claimed);
    }

    byte[] encode() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeUTF(topic);
            out.writeInt(partition);
            out.writeLong(offset);
            out.writeInt(outputs.size());
            for (Output output : outputs) {
                out.writeUTF(output.topic());
                write(out, output.key());
                write(out, output.value());
                out.writeInt(output.headers().size());
                for (Header header : output.headers()) {
                    out.writeUTF(header.key());
                    write(out, header.value());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a hop entry could not be encoded", e);
        }
        return bytes.toByteArray();
    }

    static HopEntry decode(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int version = in.readByte();
            if (version != VERSION) {
                throw new IOException("version " + version + " is not known to this program");
            }
            String topic = in.readUTF();
            int partition = in.readInt();
            long offset = in.readLong();
            int count = in.readInt();
            List<Output> outputs = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                outputs.add(readOutput(in));
            }
            return new HopEntry(topic, partition, offset, outputs);
        } catch (IOException e) {
            throw new UncheckedIOException("a hop entry of the journal cannot be read: " + e.getMessage(), e);
        }
    }

    private static Output readOutput(DataInputStream in) throws IOException {
        String topic = in.readUTF();
        byte[] key = read(in);
        byte[] value = read(in);
        int count = in.readInt();
        List<Header> headers = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            headers.add(Output.header(in.readUTF(), read(in)));
        }
        return new Output(topic, key, value, headers);
    }

    private static void write(DataOutputStream out, byte @Nullable [] bytes) throws IOException {
        out.writeInt(bytes == null ? -1 : bytes.length);
        if (bytes != null) {
            out.write(bytes);
        }
    }

    private static byte @Nullable [] read(DataInputStream in) throws IOException {
        int length = in.readInt();
        return length < 0 ? null : in.readNBytes(length);
    }
}

package dev.maestro.local.data;

import com.jerolba.carpet.CarpetWriter;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.api.Binary;

/** Benchmarks as others publish them, made small. */
final class PublishedData {

    private PublishedData() {}

    /** A picture as Hugging Face's datasets store it. */
    record Picture(Binary bytes, String path) {}

    /** A row with one picture and choices. */
    record Question(
            String question_id, String question, Picture image, List<String> choices, Integer answer, String split) {}

    /** A row with several pictures and an open answer. */
    record Document(String question, List<Picture> images, List<String> answers) {}

    /** A row of a classified picture. */
    record Labelled(Picture image, Long label, String prompt) {}

    /** Writes rows with the reference implementation, Parquet's own. */
    static <T> Path parquet(
            Path file, Class<T> type, CompressionCodecName codec, Map<String, String> metadata, Stream<T> rows) {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file));
                CarpetWriter<T> writer = new CarpetWriter.Builder<>(out, type)
                        .withCompressionCodec(codec)
                        .withRowGroupSize(4L << 20)
                        .withExtraMetaData(metadata)
                        .build()) {
            rows.forEach(row -> {
                try {
                    writer.write(row);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Picture picture(int number) {
        return new Picture(Binary.fromConstantByteArray(png(number)), null);
    }

    /** A PNG that no other number has. */
    static byte[] png(int number) {
        return encoded(number, "png");
    }

    static String base64(int number) {
        return Base64.getEncoder().encodeToString(png(number));
    }

    /** A picture of 40 x 30 pixels in a format that the JDK writes. */
    static byte[] encoded(int number, String format) {
        BufferedImage image = new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(new Color(new Random(number).nextInt()));
        graphics.fillRect(0, 0, 40, 30);
        graphics.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, format, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** Pixels that do not compress. */
    static byte[] noise(int number, int side) {
        Random random = new Random(number);
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                image.setRGB(x, y, random.nextInt());
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
